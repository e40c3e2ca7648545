package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.archive.Reference;
import dev.nightmask.snapshot.archive.Seal;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.journal.Act;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.Restores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a loaded database that is not whole does to a restore: the target stays, nothing else is left.
class CheckedRestoreTest {
    @TempDir
    private static Path directory;

    private static LocalPostgres server;
    private static CheckedArchive bank;

    @BeforeAll
    static void dumpABank() {
        server = LocalPostgres.start(Map.of());
        ClientProgram.createDatabase(server, "bank", "UTF8");
        ClientProgram.query(server, "bank", """
                CREATE TABLE accounts (id serial PRIMARY KEY);
                CREATE TABLE logins (account_id int);
                CREATE TABLE old (account int);
                INSERT INTO accounts VALUES (1), (2);
                INSERT INTO logins VALUES (1), (2), (3), (4);
                INSERT INTO old VALUES (9);
                ALTER TABLE old ADD CONSTRAINT known FOREIGN KEY (account) REFERENCES accounts NOT VALID;
                """);
        bank = CheckedArchive.check(SealedDump.of(server, "bank", "7000000000000000001", directory), null);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyFindingIsToldTheTargetStaysAndTheLoadedDatabaseIsGone() {
        restore(bank.seal(), "app");
        ClientProgram.query(server, "app", "CREATE TABLE mine (id int)");
        String before = databases();
        List<TableCount> tooMany = bank.seal().tables().stream()
                .map(count -> new TableCount(count.schema(), count.table(), count.rows() + 1, count.bytes()))
                .toList();
        NightmaskException refused = assertThrows(
                NightmaskException.class,
                () -> restore(declaring(Seals.counting(bank.seal(), tooMany.subList(0, 1))), "app"));
        assertEquals(
                List.of(Failure.CHECK_ROWS, Failure.CHECK_REFERENCE),
                refused.problems().stream().map(problem -> problem.failure()).toList());
        assertEquals(
                "public.logins.account_id -> public.accounts.id (2)",
                refused.problems().getLast().place().describe());
        assertEquals(before, databases());
        assertEquals("0", ClientProgram.query(server, "app", "SELECT count(*) FROM mine"));
    }

    @Test
    void whatTheOriginalNeverPromisedIsANote() {
        assertEquals(
                List.of(
                        "rows reference what is not there, against a foreign key: public.old.known (1)",
                        "rows have numbers that their sequence has yet to give: public.accounts.id (2)"),
                restore(bank.seal(), "fresh").notes());
    }

    private static RestoreResult restore(Seal seal, String database) {
        RestoreRequest request = Restores.request(bank.file(), server.uri(database));
        CheckedArchive sealed = new CheckedArchive(bank.name(), bank.file(), bank.toc(), seal);
        return Restores.by(server)
                .run(
                        sealed,
                        request,
                        Restores.journal().open(Act.RESTORE, request.target().place()));
    }

    private static Seal declaring(Seal seal) {
        return Seals.declaring(seal, new Reference("public", "logins", "account_id", "public", "accounts", "id"));
    }

    private static String databases() {
        return ClientProgram.query(server, "postgres", "SELECT string_agg(datname, ' ' ORDER BY 1) FROM pg_database");
    }
}
