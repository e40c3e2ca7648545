package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.archive.Reference;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.link.PartialPull;
import dev.nightmask.snapshot.publish.FreshStores;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Published;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.Restores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole schema, and the rows of some tables.
class SomeTablesRestoreTest {
    private static final String SCHEMA = """
            CREATE SCHEMA audit;
            CREATE TABLE customer (id int PRIMARY KEY, referred_by int REFERENCES customer, email text);
            INSERT INTO customer SELECT i, nullif(i / 2, 0), 'c' || i FROM generate_series(1, 50) AS i;
            CREATE TABLE nothing (id int PRIMARY KEY);
            CREATE TABLE "or""der, (odd)" (
                id serial PRIMARY KEY,
                customer int NOT NULL REFERENCES customer,
                nothing int REFERENCES nothing);
            INSERT INTO "or""der, (odd)" (customer) SELECT i FROM generate_series(1, 20) AS i;
            CREATE INDEX by_customer ON "or""der, (odd)" (customer);
            CREATE TABLE payment (id int PRIMARY KEY, "order, of" int REFERENCES "or""der, (odd)");
            INSERT INTO payment SELECT i, i FROM generate_series(1, 10) AS i;
            CREATE TABLE audit.entry (id int PRIMARY KEY, customer int);
            ALTER TABLE audit.entry ADD CONSTRAINT entry_customer_fkey
                FOREIGN KEY (customer) REFERENCES customer NOT VALID;
            INSERT INTO audit.entry SELECT i, i FROM generate_series(1, 30) AS i;
            CREATE TABLE audit.login (at date PRIMARY KEY, customer int REFERENCES customer) PARTITION BY RANGE (at);
            CREATE TABLE audit.login_25 PARTITION OF audit.login FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            CREATE TABLE audit.login_26 PARTITION OF audit.login FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            INSERT INTO audit.login SELECT '2025-12-01'::date + i, 1 FROM generate_series(1, 60) AS i;
            CREATE TABLE audit.device (id int PRIMARY KEY, login date REFERENCES audit.login);
            INSERT INTO audit.device SELECT i, '2025-12-01'::date + i FROM generate_series(1, 7) AS i;
            CREATE TABLE note (text text);
            CREATE TABLE long_note (more text) INHERITS (note);
            INSERT INTO note VALUES ('a');
            INSERT INTO long_note VALUES ('b', 'c');
            CREATE VIEW spending AS SELECT email, count(*) FROM customer JOIN "or""der, (odd)" o ON customer = customer.id
                GROUP BY email;
            CREATE MATERIALIZED VIEW busy AS SELECT customer FROM "or""der, (odd)";
            CREATE UNIQUE INDEX ON busy (customer);
            """;

    private static final String ORDERS = "public.or\"der, (odd)";
    private static final String ID = "20261121T020000Z-7f3a91";

    @TempDir
    private static Path directory;

    private static LocalPostgres server;
    private static FreshStores stores;
    private static Path shop;
    private static int databases;

    /// Where the archive is.
    enum From {
        FILE,
        DIRECTORY,
        BUCKET
    }

    @BeforeAll
    static void dumpAShop() {
        server = LocalPostgres.start(Map.of());
        stores = new FreshStores(directory);
        ClientProgram.createDatabase(server, "shop", "UTF8");
        ClientProgram.query(server, "shop", SCHEMA);
        shop = SealedDump.of(server, "shop", "7000000000000000001", directory);
    }

    @AfterAll
    static void stop() {
        server.close();
        stores.close();
    }

    @ParameterizedTest
    @EnumSource
    void chosenTableHasItsRowsAndTheOthersAreThereAndEmpty(From from) {
        RestoreResult result = restore(from, 2, ORDERS);
        assertEquals(1, result.tables());
        assertEquals(20, result.rows());
        assertEquals(Map.of(ORDERS, 20L), rows(result));
        assertEquals(
                "20", query(result, "SELECT count(*) FROM busy"), "a materialized view is made of the rows there are");
        assertEquals("0", query(result, "SELECT count(*) FROM spending"));
        assertEquals("21", query(result, "SELECT nextval('\"or\"\"der, (odd)_id_seq\"')"));
        assertEquals(
                query("shop", "SELECT count(*) FROM pg_class WHERE oid >= 16384"),
                query(result, "SELECT count(*) FROM pg_class WHERE oid >= 16384"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void foreignKeyIntoATableWithoutItsRowsIsLeftOutAndNamed(int jobs) {
        RestoreResult result = restore(From.DIRECTORY, jobs, ORDERS);
        assertEquals(
                List.of(
                        "tables left without their rows: 8",
                        "left out, since the rows it leads to are: foreign key " + ORDERS
                                + ".or\"der, (odd)_customer_fkey"),
                result.notes());
        assertEquals(List.of("or\"der, (odd)_customer_fkey"), missingKeys(result));
        assertEquals(List.of(), result.harmless());
    }

    @Test
    void foreignKeysBetweenTablesThatComeTogetherStay() {
        RestoreResult result = restore(From.DIRECTORY, 2, "public.payment", ORDERS, "public.customer");
        assertEquals(80, result.rows());
        assertEquals(List.of(), missingKeys(result));
        assertEquals(List.of("tables left without their rows: 6"), result.notes());
    }

    @Test
    void keyThatTheOriginalNeverHeldIsLeftOutToo() {
        assertEquals(List.of("entry_customer_fkey"), missingKeys(restore(From.DIRECTORY, 2, "audit.entry")));
    }

    @Test
    void partitionedTableComesWithItsPartitions() {
        RestoreResult result = restore(From.DIRECTORY, 2, "audit.login", "audit.device");
        assertEquals(Map.of("audit.login_25", 30L, "audit.login_26", 30L, "audit.device", 7L), rows(result));
        assertEquals(List.of("login_customer_fkey"), missingKeys(result));
    }

    @Test
    void onePartitionComesAloneAndKeysIntoTheOthersAreLeftOut() {
        RestoreResult result = restore(From.DIRECTORY, 2, "audit.login_26", "audit.dev*");
        assertEquals(Map.of("audit.login_26", 30L, "audit.device", 7L), rows(result));
        assertEquals(List.of("device_login_fkey", "login_customer_fkey"), missingKeys(result));
    }

    @Test
    void parentComesWithWhatInheritsFromIt() {
        assertEquals(
                Map.of("public.note", 1L, "public.long_note", 1L), rows(restore(From.DIRECTORY, 2, "public.note")));
        assertEquals(Map.of("public.long_note", 1L), rows(restore(From.DIRECTORY, 2, "public.long_*")));
    }

    @Test
    void everyTableByAGlobIsTheWholeSnapshot() {
        RestoreResult result = restore(From.BUCKET, 2, "*");
        RestoreResult whole = Restores.by(server).run(Restores.request(shop, server.uri("whole")));
        assertEquals(rows(whole), rows(result));
        assertEquals(List.of(), missingKeys(result));
        assertEquals(List.of(), result.notes());
    }

    @ParameterizedTest
    @EnumSource
    void patternThatMatchesNothingIsNamedBeforeAConnectionIsMade(From from) {
        NightmaskException refused = assertThrows(
                NightmaskException.class, () -> restore(from, 2, "customer", "public.customer", "public.spending"));
        assertEquals(Failure.TABLES_UNMATCHED, refused.failure());
        assertEquals(
                List.of(
                        "no table of the snapshot is called this: customer",
                        "no table of the snapshot is called this: public.spending"),
                refused.problems().stream().map(Problem::sentence).toList());
    }

    @Test
    void referenceThatRulesDeclareIsNotCheckedIntoATableWithoutItsRows() {
        Reference reference = new Reference("public", "customer", "id", "public", "note", "text");
        CheckedArchive checked = CheckedArchive.check(shop, null);
        CheckedArchive declaring =
                new CheckedArchive(checked.name(), shop, checked.toc(), Seals.declaring(checked.seal(), reference));
        Selection without = Selection.of(declaring, new TableChoice(List.of("public.customer")));
        assertEquals(List.of(), without.expected().references());
        assertTrue(
                without.notes()
                        .contains("not checked, since the rows it leads to were left out:"
                                + " reference public.customer.id -> public.note.text"),
                without.notes()::toString);
        Selection with = Selection.of(declaring, new TableChoice(List.of("public.customer", "public.note")));
        assertEquals(List.of(reference), with.expected().references());
        Selection neither = Selection.of(declaring, new TableChoice(List.of("public.payment")));
        assertEquals(List.of(reference), neither.expected().references());
    }

    @Test
    void roomIsAskedForTheRowsThatCome() {
        CheckedArchive checked = CheckedArchive.check(shop, null);
        Selection all = Selection.of(checked, TableChoice.all());
        Selection some = Selection.of(checked, new TableChoice(List.of("public.payment")));
        assertTrue(some.bytes() > 0 && some.bytes() < all.bytes() / 5, some.bytes() + " of " + all.bytes());
        assertEquals(10, some.rows());
    }

    private static RestoreResult restore(From from, int jobs, String... tables) {
        TableChoice choice = new TableChoice(List.of(tables));
        ConnectionSettings target = ConnectionSettings.of(server.uri("some_" + ++databases), Map.of());
        return switch (from) {
            case FILE -> Restores.by(server).run(new RestoreRequest(shop, null, target, choice, List.of(), jobs));
            case DIRECTORY -> fromStore(FreshStores.Kind.DIRECTORY, target, choice, jobs);
            case BUCKET -> fromStore(FreshStores.Kind.BUCKET, target, choice, jobs);
        };
    }

    private static RestoreResult fromStore(
            FreshStores.Kind kind, ConnectionSettings target, TableChoice choice, int jobs) {
        Path partial = directory.resolve("partial-" + databases);
        try (ObjectStore store = stores.open(kind)) {
            Manifest manifest = Published.archive(store, ID, Files.readAllBytes(shop));
            new PartialPull(new Snapshots(store), manifest, Progress.none()).into(partial, choice::in);
            return Restores.by(server).run(new RestoreRequest(partial, manifest, target, choice, List.of(), jobs));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The tables that have rows.
    private static Map<String, Long> rows(RestoreResult result) {
        String counts = query(result, """
                SELECT string_agg(n.nspname || '.' || c.relname || '=' || x.rows, ';')
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                CROSS JOIN LATERAL (SELECT (xpath('/row/c/text()', query_to_xml(
                    format('SELECT count(*) AS c FROM ONLY %I.%I', n.nspname, c.relname), false, true, '')))[1]::text AS rows) x
                WHERE c.relkind = 'r' AND c.oid >= 16384 AND n.nspname IN ('public', 'audit') AND x.rows <> '0'""");
        return List.of(counts.split(";")).stream()
                .map(count -> count.split("="))
                .collect(Collectors.toMap(count -> count[0], count -> Long.parseLong(count[1])));
    }

    /// The foreign keys of the original that are not there.
    private static List<String> missingKeys(RestoreResult result) {
        String keys = "SELECT string_agg(conname, ';' ORDER BY conname) FROM pg_constraint"
                + " WHERE contype = 'f' AND conparentid = 0";
        List<String> there = List.of(query(result, keys).split(";"));
        return List.of(query("shop", keys).split(";")).stream()
                .filter(key -> !there.contains(key))
                .toList();
    }

    private static String query(RestoreResult result, String sql) {
        return query(result.database().name(), sql);
    }

    private static String query(String database, String sql) {
        return ClientProgram.query(server, database, sql);
    }
}
