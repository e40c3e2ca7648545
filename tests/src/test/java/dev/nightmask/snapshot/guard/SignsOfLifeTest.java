package dev.nightmask.snapshot.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.demo.StandbyPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.Scratch;
import dev.nightmask.snapshot.catalog.Side;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.SkippedTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignsOfLifeTest {
    private static LocalPostgres server;

    @BeforeAll
    static void start() {
        server = LocalPostgres.start(Map.of("wal_level", "logical"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void connectedApplicationsAreCountedAndNamedUnlessTheConsentNamesThem() throws SQLException {
        Marked.create(server, "shop", "worker");
        assertEquals(List.of(), refusals("shop"));
        try (Connection web = connect("shop", "web");
                Connection again = connect("shop", "web");
                Connection worker = connect("shop", "worker");
                Connection person = connect("shop", "psql");
                Connection titled = connect("shop", "DBeaver 25.1 - Main <shop>");
                Connection nameless = connect("shop", "")) {
            assertTrue(web.isValid(5) && again.isValid(5) && worker.isValid(5) && person.isValid(5));
            assertTrue(titled.isValid(5) && nameless.isValid(5));
            nameless.createStatement().execute("SET application_name = ''");
            List<Problem> refusals = refusals("shop");
            assertEquals(Failure.TARGET_IN_USE, refusals.getFirst().failure());
            assertEquals("3 (without a name, web)", refusals.getFirst().place().describe());
        }
        assertTrue(Scratch.becomesTrue(() -> refusals("shop").isEmpty()));
    }

    @Test
    void applicationThatIsAboutToGoIsNoSign() throws SQLException {
        Marked.create(server, "leaving");
        try (Connection web = connect("leaving", "web")) {
            assertTrue(web.isValid(5));
            assertEquals(
                    List.of(),
                    Marked.refusals(
                            Marked.guard(KnownSources.none(), new SkippedTime(() -> {
                                close(web);
                                assertTrue(Scratch.becomesTrue(() -> ClientProgram.query(server, "postgres", """
                        SELECT count(*) FROM pg_stat_activity WHERE datname = 'leaving'""")
                                        .equals("0")));
                            })),
                            Marked.settings(server, "leaving")));
        }
    }

    @Test
    void manyCommitsAreASign() {
        Marked.create(server, "busy");
        Marked.create(server, "named", "web");
        assertEquals(
                List.of(Failure.TARGET_BUSY),
                Marked.refusals(guardWhile("busy", 40), Marked.settings(server, "busy")).stream()
                        .map(Problem::failure)
                        .toList());
        assertEquals(List.of(), Marked.refusals(guardWhile("busy", 5), Marked.settings(server, "busy")));
        assertEquals(List.of(), Marked.refusals(guardWhile("named", 40), Marked.settings(server, "named")));
    }

    @Test
    void laterLookTakesTheWholeTimeSinceTheFirst() {
        Marked.create(server, "slow");
        SkippedTime time = new SkippedTime();
        Guard guard = Marked.guard(KnownSources.none(), time);
        try (Target target = Target.open(Marked.settings(server, "slow"))) {
            Admission admission = guard.admit(target);
            Commits.in(server, "slow", 100);
            time.pause(Duration.ofHours(1));
            guard.admitAgain(target, admission);
        }
    }

    @Test
    void subscriptionsAndLogicalSlotsOfTheDatabaseAreSignsAndShownTogether() {
        Marked.create(server, "fed");
        Marked.create(server, "beside");
        ClientProgram.query(server, "fed", """
                CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1' PUBLICATION p
                    WITH (connect = false)""");
        assertEquals(List.of(), refusals("fed"), "a subscription that is not enabled is none");
        ClientProgram.query(server, "fed", "UPDATE pg_subscription SET subenabled = true");
        ClientProgram.query(server, "fed", "SELECT pg_create_logical_replication_slot('changes', 'pgoutput')");
        assertEquals(
                List.of(Failure.TARGET_PUBLISHES, Failure.TARGET_SUBSCRIBES),
                refusals("fed").stream().map(Problem::failure).toList());
        assertEquals(List.of(), refusals("beside"));
        assertEquals(List.of(), refusals("new"));
        ClientProgram.query(server, "fed", "SELECT pg_drop_replication_slot('changes')");
        ClientProgram.query(server, "fed", "UPDATE pg_subscription SET subenabled = false");
    }

    @Test
    void replicaOfTheServerIsASignForEveryDatabase() {
        try (LocalPostgres primary = LocalPostgres.start(Map.of());
                StandbyPostgres standby = StandbyPostgres.of(primary, "")) {
            Marked.create(primary, "app");
            assertFalse(standby.uri("x").isEmpty());
            for (String database : List.of("app", "new")) {
                assertTrue(Scratch.becomesTrue(() ->
                        Marked.refusals(Marked.guard(KnownSources.none()), Marked.settings(primary, database)).stream()
                                .anyMatch(problem -> problem.failure() == Failure.TARGET_REPLICATED)));
            }
            List<Problem> standing = Marked.refusals(
                    Marked.guard(KnownSources.none()), ConnectionSettings.of(standby.uri("app"), Map.of()));
            assertEquals(Failure.TARGET_IN_RECOVERY, standing.getFirst().failure());
        }
    }

    /// A role without rights sees as much.
    @Test
    void unprivilegedRoleSeesTheSigns() throws SQLException {
        Marked.create(server, "watched");
        ClientProgram.query(server, "postgres", "CREATE ROLE weak LOGIN PASSWORD 'weak'");
        ConnectionSettings weak =
                ConnectionSettings.of("postgresql://weak:weak@127.0.0.1:" + server.port() + "/watched", Map.of());
        assertEquals(List.of(), Marked.refusals(Marked.guard(KnownSources.none()), weak));
        try (Connection web = connect("watched", "web")) {
            assertTrue(web.isValid(5));
            assertEquals(
                    "1 (web)",
                    Marked.refusals(Marked.guard(KnownSources.none()), weak)
                            .getFirst()
                            .place()
                            .describe());
        }
    }

    private static Guard guardWhile(String database, int commits) {
        return Marked.guard(KnownSources.none(), new SkippedTime(() -> Commits.in(server, database, commits)));
    }

    private static List<Problem> refusals(String database) {
        return Marked.refusals(Marked.guard(KnownSources.none()), Marked.settings(server, database));
    }

    private static Connection connect(String database, String application) {
        return ConnectionSettings.of(
                        server.uri(database), Map.of("PGAPPNAME", application.isEmpty() ? "nameless" : application))
                .open(Side.SOURCE);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
