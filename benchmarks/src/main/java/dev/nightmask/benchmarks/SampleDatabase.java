package dev.nightmask.benchmarks;

import dev.nightmask.demo.LocalPostgres;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A throw-away server with one database of generated rows. The same size and seed give the same rows.
final class SampleDatabase implements AutoCloseable {
    /// Nothing in the background takes time from the runs.
    static final Map<String, String> QUIET = Map.of(
            "autovacuum", "off",
            "shared_buffers", "128MB",
            "maintenance_work_mem", "256MB",
            "max_wal_size", "8GB",
            "wal_level", "minimal",
            "max_wal_senders", "0");

    private static final int LOADERS = 2;
    private static final String TABLE_BYTES = """
            SELECT sum(pg_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            """;

    private final LocalPostgres server;
    private final Client client;

    private SampleDatabase(LocalPostgres server) {
        this.server = server;
        client = new Client(server, "sample");
    }

    /// Starts the server and fills the database, which is left vacuumed, analyzed and on disk.
    static SampleDatabase create(ByteSize size, long seed) {
        SampleDatabase database = new SampleDatabase(LocalPostgres.start(logging(QUIET)));
        try {
            database.fill(SampleTables.of(size), seed);
            return database;
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    /// Each statement leaves a line with its time ([StatementLog]).
    private static Map<String, String> logging(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("log_statement", "all");
        all.put("log_line_prefix", StatementLog.PREFIX);
        return all;
    }

    LocalPostgres server() {
        return server;
    }

    Client client() {
        return client;
    }

    /// The bytes of all tables on the server's pages, without indexes.
    long tableBytes() {
        return Long.parseLong(client.query(TABLE_BYTES));
    }

    @Override
    public void close() {
        server.close();
    }

    private void fill(List<SampleTable> tables, long seed) {
        new Client(server, "postgres").query("CREATE DATABASE " + client.database());
        run("schema.sql");
        try (ExecutorService loaders = Executors.newFixedThreadPool(LOADERS)) {
            CompletableFuture.allOf(tables.stream()
                            .map(table -> CompletableFuture.runAsync(() -> load(table, seed), loaders))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        }
        run("constraints.sql");
    }

    private void run(String resource) {
        client.run(out -> {
            try (InputStream in = resource(resource)) {
                in.transferTo(out);
            }
        });
    }

    static InputStream resource(String name) {
        return Objects.requireNonNull(SampleDatabase.class.getResourceAsStream(name));
    }

    /// Into a table truncated in the same transaction, so that the rows need no log and are frozen.
    private void load(SampleTable table, long seed) {
        String begin = "BEGIN; TRUNCATE %1$s; COPY %1$s FROM STDIN (FREEZE);\n".formatted(table.name());
        client.run(out -> {
            out.write(RowText.ascii(begin));
            table.write(seed, out);
            out.write(RowText.ascii("\\.\nCOMMIT;\n"));
        });
    }
}
