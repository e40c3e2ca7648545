package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.snapshot.restore.ServerLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A loop in a shell deletes accounts, and nobody can say which references still lead to the right rows.
class DeletedAccountsTest {
    private static final String SCHEMA = """
            CREATE TABLE accounts (id int PRIMARY KEY, email text NOT NULL);
            CREATE TABLE payments (id int PRIMARY KEY, account int NOT NULL REFERENCES accounts);
            CREATE TABLE logins (id int PRIMARY KEY, account_id bigint);
            INSERT INTO accounts SELECT n, 'zelda' || n || '@planted.example' FROM generate_series(1, 40) AS n;
            INSERT INTO payments SELECT n, 1 + n % 40 FROM generate_series(1, 120) AS n;
            INSERT INTO logins SELECT n, 1 + n % 40 FROM generate_series(1, 80) AS n;
            """;

    private static final String RULES = """
            version: 1
            tables:
              public.accounts: {id: {keep: surrogate key}, email: {pseudonymize: email}}
              public.payments: {id: {keep: surrogate key}}
              public.logins:
                id: {keep: surrogate key}
                $references: {account_id: public.accounts.id}
            """;

    /// Triggers are off, as in many a repair script, so no foreign key stands in the way.
    private static final String LOOP = """
            SET session_replication_role = replica;
            DO $$ BEGIN
                FOR family IN 1 .. 10 LOOP DELETE FROM accounts WHERE id = family; END LOOP;
            END $$;
            """;

    private static Workplace workplace;
    private static LocalPostgres production;
    private static String store;
    private static String rules;

    @BeforeAll
    static void takeASnapshotAndRunTheLoop(@TempDir Path directory) {
        workplace = new Workplace(directory);
        production = workplace.production();
        store = workplace.freshStore();
        rules = workplace.file("bank.yaml", RULES);
        Workplace.sql(production, "postgres", "CREATE DATABASE bank");
        Workplace.sql(production, "bank", SCHEMA);
        assertEquals(
                0,
                inProduction("snapshot", "--source", bank(production), "--rules", rules, "--store", store)
                        .status());
        assertEquals(0, verify("--rules", rules).status(), "all references were right before the loop");
        Workplace.sql(production, "bank", LOOP);
        Workplace.sql(production, "postgres", "ALTER DATABASE bank SET log_statement = 'all'");
    }

    @AfterAll
    static void stop() {
        workplace.close();
    }

    @Test
    void referencesThatLeadNowhereAreNamedAndCountedBySelectAlone() {
        ServerLog log = ServerLog.from(production);
        Ran found = verify("--rules", rules, "--json");
        log.assertOnlySelectAndSet();
        assertEquals(Failure.CHECK_FOREIGN_KEY.exitStatus(), found.status(), found.everything());
        JsonNode report = found.json();
        assertEquals(
                List.of(
                        "public.payments.payments_account_fkey (30)",
                        "public.logins.account_id -> public.accounts.id (20)"),
                report.get("problems")
                        .valueStream()
                        .map(problem -> problem.get("place").stringValue())
                        .toList());
        JsonNode first = report.get("checks").get(0);
        assertEquals("broken", first.get("verdict").stringValue());
        assertEquals(120, first.get("rows").intValue());
        assertFalse(found.everything().contains("planted"), found.everything());
    }

    @Test
    void tableIsForPeople() {
        Ran found = verify("--store", store);
        assertEquals(Failure.CHECK_ROWS.exitStatus(), found.status(), found.everything());
        List<String> lines = found.out().lines().toList();
        assertTrue(lines.getFirst().matches("check +object +rows examined +findings +verdict"), found.out());
        assertTrue(
                lines.stream().anyMatch(line -> line.matches("row count +public.accounts +30 +10 +broken")),
                found.out());
        assertTrue(
                lines.stream()
                        .anyMatch(line -> line.matches("reference +public.logins.account_id -> .* 80 +20 +broken")),
                found.out());
        assertTrue(found.err().contains(Failure.CHECK_FOREIGN_KEY.remedy()), found.err());
    }

    @Test
    void newestSnapshotIsRestoredBesideItAndIsWhole() {
        Surroundings laptop = workplace.at(workplace.laptop(), Map.of());
        Ran restored =
                Ran.nightmask(laptop, List.of("restore", "--store", store, "--target", bank(workplace.laptop())));
        assertEquals(0, restored.status(), restored.everything());
        Ran verified = Ran.nightmask(
                laptop, List.of("verify", "--target", bank(workplace.laptop()), "--store", store, "--json"));
        assertEquals(0, verified.status(), verified.everything());
        assertEquals(
                List.of("ok"),
                verified.json()
                        .get("checks")
                        .valueStream()
                        .map(check -> check.get("verdict").stringValue())
                        .distinct()
                        .toList());
        assertEquals("40", Workplace.query(workplace.laptop(), "bank", "SELECT count(*) FROM accounts"));
    }

    @Test
    void declarationThatLeadsNowhereIsToldWithItsPlace() {
        String wrong = workplace.file("wrong.yaml", RULES.replace("public.accounts.id}", "public.account.id}"));
        Ran refused = verify("--rules", wrong);
        assertEquals(Failure.RULE_MATCHES_NOTHING.exitStatus(), refused.status(), refused.everything());
        assertTrue(refused.err().contains("wrong.yaml:7:31: public.account.id"), refused.err());
    }

    private static Ran verify(String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify", "--target", bank(production)));
        arguments.addAll(List.of(more));
        return inProduction(arguments.toArray(String[]::new));
    }

    private static Ran inProduction(String... arguments) {
        return Ran.nightmask(workplace.at(production, Map.of()), List.of(arguments));
    }

    private static String bank(LocalPostgres server) {
        return Workplace.uri(server, "bank");
    }
}
