package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.snapshot.restore.Forwarder;
import dev.nightmask.snapshot.restore.ServerLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How production databases were lost, played again with `nightmask restore` in the place of what was typed then.
/// Production logs every statement.
class StoriesTest {
    private static final String CONTENTS = """
            SELECT count(*) || ' ' || md5(string_agg(p::text, '' ORDER BY id)) FROM people p""";

    private static Workplace workplace;
    private static String store;

    @BeforeAll
    static void takeASnapshot(@TempDir Path directory) {
        workplace = new Workplace(directory);
        store = workplace.freshStore();
        Ran taken = Ran.nightmask(production(Map.of()), workplace.snapshot(store));
        assertEquals(0, taken.status(), taken.everything());
        Workplace.sql(workplace.production(), "postgres", "ALTER SYSTEM SET log_statement = 'all'");
        Workplace.query(workplace.production(), "postgres", "SELECT pg_reload_conf()");
    }

    @AfterAll
    static void stop() {
        workplace.close();
    }

    /// An engineer had two terminals open, and typed the command for staging into the other one.
    @Test
    void wrongTerminal() {
        String[] command = {"restore", "--json", "--store", store, "--target", "postgresql:///shop"};
        Surroundings staging = workplace.at(workplace.laptop(), leadingTo(workplace.laptop()));
        assertEquals(0, Ran.nightmask(staging, List.of(command)).status());
        assertEquals(0, Ran.nightmask(staging, List.of(command)).status());

        assertRefused(Failure.TARGET_IS_SOURCE, production(leadingTo(workplace.production())), command);
    }

    /// The same, where the other terminal leads to a production server that no snapshot was ever taken from.
    @Test
    void wrongTerminalOfAServerThatIsNoSource() {
        try (LocalPostgres payroll = LocalPostgres.start(Map.of("log_statement", "all"))) {
            Workplace.sql(payroll, "postgres", "CREATE DATABASE shop");
            Workplace.sql(payroll, "shop", "CREATE TABLE salary (amount int); INSERT INTO salary VALUES (4200)");
            ServerLog log = ServerLog.from(payroll);
            Ran refused = Ran.nightmask(
                    workplace.at(payroll, leadingTo(payroll)),
                    List.of("restore", "--json", "--store", store, "--target", "postgresql:///shop"));
            assertEquals(Failure.TARGET_UNMARKED.exitStatus(), refused.status(), refused.everything());
            log.assertOnlySelectAndSet();
            assertEquals("4200", Workplace.query(payroll, "shop", "SELECT amount FROM salary"));
        }
    }

    /// A founder's reset function had `localhost` written into it, and the connection was bound elsewhere.
    @Test
    void resetThatSaysLocalhostWhileTheEnvironmentSaysProduction() {
        String port = Integer.toString(workplace.production().port());
        String service = workplace.file(
                "services.conf", "[dev]\nhost=127.0.0.1\nport=" + port + "\nuser=" + LocalPostgres.SUPERUSER + "\n");
        reset("postgresql://postgres@localhost/shop", Map.of("PGPORT", port));
        reset("postgresql://postgres@localhost/shop_dev", Map.of("PGPORT", port));
        reset("postgresql:///shop_dev", Map.of("PGSERVICE", "dev", "PGSERVICEFILE", service));
        reset("postgresql:///shop_dev?service=dev", Map.of("PGSERVICEFILE", service));
        reset("postgresql://postgres@localhost/shop_dev", Map.of("PGHOSTADDR", "127.0.0.1", "PGPORT", port));
        reset("postgresql://postgres@localhost:1,127.0.0.1:" + port + "/shop_dev", Map.of());
        reset("postgresql:///shop_dev", leadingTo(workplace.production()));
    }

    /// The same through a tunnel that somebody had left open on a port of this machine.
    @Test
    void resetThroughATunnelToProduction() throws IOException {
        try (Forwarder tunnel = Forwarder.to(workplace.production().port())) {
            reset("postgresql://postgres@localhost:" + tunnel.port() + "/shop", Map.of());
            reset("postgresql://postgres@127.0.0.1:" + tunnel.port() + "/shop_dev", Map.of());
        }
    }

    @Test
    void logWouldShowAWrite() {
        ServerLog log = ServerLog.from(workplace.production());
        Workplace.sql(workplace.production(), "shop", "CREATE TEMPORARY TABLE proof ()");
        assertThrows(AssertionError.class, log::assertOnlySelectAndSet);
    }

    private static void reset(String target, Map<String, String> environment) {
        assertRefused(
                Failure.TARGET_IS_SOURCE,
                production(environment),
                "restore",
                "--json",
                "--store",
                store,
                "--target",
                target);
    }

    private static void assertRefused(Failure failure, Surroundings surroundings, String... command) {
        String before = Workplace.query(workplace.production(), "shop", CONTENTS);
        String databases = databases();
        ServerLog log = ServerLog.from(workplace.production());
        Ran refused = Ran.nightmask(surroundings, List.of(command));
        assertEquals(failure.exitStatus(), refused.status(), refused.everything());
        assertTrue(refused.err().contains(failure.remedy()), refused.err());
        log.assertOnlySelectAndSet();
        assertEquals(before, Workplace.query(workplace.production(), "shop", CONTENTS));
        assertEquals(databases, databases());
        assertFalse(databases.contains("nightmask"));
    }

    private static String databases() {
        return Workplace.query(
                workplace.production(), "postgres", "SELECT string_agg(datname, ' ' ORDER BY oid) FROM pg_database");
    }

    /// A world with the password of production.
    private static Surroundings production(Map<String, String> environment) {
        return workplace.at(workplace.production(), environment);
    }

    private static Map<String, String> leadingTo(LocalPostgres server) {
        return new TreeMap<>(Map.of(
                "PGHOST", "127.0.0.1", "PGPORT", Integer.toString(server.port()), "PGUSER", LocalPostgres.SUPERUSER));
    }
}
