package dev.nightmask.snapshot.guard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.snapshot.catalog.Scratch;
import dev.nightmask.tests.ClientProgram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Transactions that change nothing.
final class Commits {
    private Commits() {}

    /// Returns when the server counts them: a session reports them when it ends.
    static void in(LocalPostgres server, String database, int times) {
        long before = count(server, database);
        List<String> arguments = new ArrayList<>(List.of("-X", "-q", "-d", server.uri(database)));
        Collections.nCopies(times, List.of("-c", "SELECT")).forEach(arguments::addAll);
        ClientProgram.run(server, "psql", arguments);
        assertTrue(Scratch.becomesTrue(() -> count(server, database) >= before + times));
    }

    private static long count(LocalPostgres server, String database) {
        return Long.parseLong(ClientProgram.query(
                server, "postgres", "SELECT xact_commit FROM pg_stat_database WHERE datname = '" + database + "'"));
    }
}
