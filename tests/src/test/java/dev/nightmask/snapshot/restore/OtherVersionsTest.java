package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.demo.OtherPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.catalog.Scratch;
import dev.nightmask.snapshot.check.DatabaseCheck;
import dev.nightmask.snapshot.check.DatabaseCheck.Depth;
import dev.nightmask.snapshot.check.Expected;
import dev.nightmask.snapshot.guard.Session;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.Restores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Snapshots of the installed version in real servers of an older and a newer one. The client programs are always
/// the installed ones.
@EnabledOnOs(OS.LINUX)
class OtherVersionsTest {
    private static final String ELSEWHERE = "7000000000000000001";

    @TempDir
    private static Path directory;

    private static LocalPostgres installed;
    private static OtherPostgres fourteen;
    private static OtherPostgres eighteen;

    @BeforeAll
    static void start() {
        installed = LocalPostgres.start(Map.of());
        fourteen = OtherPostgres.start(14, Map.of());
        eighteen = OtherPostgres.start(18, Map.of());
    }

    @AfterAll
    static void stop() {
        eighteen.close();
        fourteen.close();
        installed.close();
    }

    @Test
    void snapshotGoesIntoAnOlderAndANewerServer() {
        ClientProgram.createDatabase(installed, "shop", "UTF8");
        ClientProgram.query(installed, "shop", """
                CREATE TYPE mood AS ENUM ('good', 'bad');
                CREATE TYPE span AS RANGE (subtype = float8);
                CREATE TABLE users (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mood mood, during tstzrange);
                CREATE TABLE orders (id bigserial PRIMARY KEY, buyer int REFERENCES users ON DELETE SET NULL,
                    twice int GENERATED ALWAYS AS (buyer * 2) STORED) PARTITION BY RANGE (id);
                CREATE TABLE orders_1 PARTITION OF orders DEFAULT;
                CREATE FUNCTION buyers() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(buyer) FROM orders; END;
                CREATE COLLATION german (provider = icu, locale = 'de');
                CREATE POLICY own ON users TO CURRENT_USER;
                INSERT INTO users (mood) SELECT 'good' FROM generate_series(1, 30);
                INSERT INTO orders (buyer) SELECT 1 + n % 30 FROM generate_series(1, 90) AS n;
                """);
        Path archive = SealedDump.of(installed, "shop", ELSEWHERE, directory);
        for (LocalPostgres server : List.of(fourteen.server(), eighteen.server())) {
            RestoreResult result = restorer().run(Restores.request(archive, server.uri("shop")));
            assertEquals(120, result.rows());
            assertEquals("90", scratch(server, "shop").ask("SELECT buyers()"));
            assertEquals(
                    server == fourteen.server(),
                    result.notes().stream().anyMatch(note -> note.contains("is older than the snapshot's, 15")),
                    result.notes().toString());
        }
    }

    @Test
    void whatAnOlderServerDoesNotKnowIsNamedBeforeAnythingIsChanged() {
        ClientProgram.createDatabase(installed, "modern", "UTF8");
        ClientProgram.query(installed, "modern", """
                CREATE TABLE pairs (a int, b text UNIQUE NULLS NOT DISTINCT, "NULLS NOT DISTINCT" int DEFAULT 7, UNIQUE (a, b));
                CREATE TABLE refers (a int, b text, FOREIGN KEY (a, b) REFERENCES pairs (a, b) ON DELETE SET NULL (b));
                CREATE VIEW seen WITH (security_invoker = true) AS SELECT a FROM pairs;
                CREATE UNLOGGED SEQUENCE quick;
                """);
        Path archive = SealedDump.of(installed, "modern", ELSEWHERE, directory);
        String before = databases();
        NightmaskException refused = assertThrows(
                NightmaskException.class,
                () -> restorer().run(Restores.request(archive, fourteen.server().uri("modern"))));
        assertEquals(Failure.TARGET_LACKS, refused.failure(), refused.getMessage());
        List<String> places = refused.problems().stream()
                .map(problem -> problem.place().describe())
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        "CONSTRAINT public.pairs pairs_b_key: NULLS NOT DISTINCT, since 15",
                        "FK CONSTRAINT public.refers refers_a_b_fkey: ON DELETE SET NULL with columns, since 15",
                        "SEQUENCE public.quick: an unlogged sequence, since 15",
                        "VIEW public.seen: security_invoker, since 15"),
                places);
        assertEquals(before, databases());
        assertEquals(
                2,
                restorer()
                        .run(Restores.request(archive, eighteen.server().uri("modern")))
                        .tables());
    }

    /// NOT NULL that is NOT VALID, keys over a period and constraints that are not enforced came with 18.
    @Test
    void checksKnowWhatNewerServersKnow() {
        Scratch modern = Scratch.create(eighteen.server(), """
                CREATE EXTENSION btree_gist;
                CREATE TABLE prices (id int, during daterange, PRIMARY KEY (id, during WITHOUT OVERLAPS));
                CREATE TABLE sales (id int, during daterange,
                    CONSTRAINT priced FOREIGN KEY (id, PERIOD during) REFERENCES prices (id, PERIOD during));
                CREATE TABLE loose (n int, m int);
                """, """
                SET session_replication_role = replica;
                INSERT INTO prices VALUES (1, '[2026-01-01,2026-02-01)'), (1, '[2026-02-01,2026-03-01)');
                INSERT INTO sales VALUES (1, '[2026-01-15,2026-02-15)'), (1, '[2026-02-15,2026-03-15)'), (2, '[2026-01-01,)');
                INSERT INTO loose VALUES (NULL, -1), (1, 1), (NULL, NULL);
                SET session_replication_role = origin;
                ALTER TABLE loose ADD CONSTRAINT there NOT NULL n NOT VALID;
                ALTER TABLE loose ADD CONSTRAINT positive CHECK (m > 0) NOT ENFORCED;
                """);
        try (Session session = Session.open(modern.settings())) {
            assertEquals(
                    List.of("public.sales.priced (2)", "public.loose.positive (1)", "public.loose.there (2)"),
                    DatabaseCheck.examine(session, Expected.nothing(), Depth.ALL).problems().stream()
                            .map(problem -> problem.place().describe())
                            .toList());
        }
        Scratch old = Scratch.create(fourteen.server(), "CREATE TABLE t (id serial PRIMARY KEY REFERENCES t)");
        try (Session session = Session.open(old.settings())) {
            assertTrue(DatabaseCheck.examine(session, Expected.nothing(), Depth.ALL)
                    .problems()
                    .isEmpty());
        }
    }

    private static Restore restorer() {
        return Restores.by(List.of(installed.programs()), Progress.none());
    }

    private static String databases() {
        return scratch(fourteen.server(), "postgres")
                .ask("SELECT string_agg(datname, ' ' ORDER BY 1) FROM pg_database");
    }

    private static Scratch scratch(LocalPostgres server, String database) {
        return new Scratch(server, database);
    }
}
