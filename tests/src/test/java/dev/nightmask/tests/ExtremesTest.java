package dev.nightmask.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.demo.LocalPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// As wide and as long as PostgreSQL allows, from one server to another.
class ExtremesTest {
    private static LocalPostgres source;
    private static LocalPostgres target;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        source = LocalPostgres.start(Map.of("max_wal_size", "4GB"));
        target = LocalPostgres.start(Map.of("max_wal_size", "4GB"));
    }

    @AfterAll
    static void stop() {
        source.close();
        target.close();
    }

    @Test
    void tableOf1600ColumnsGoesThrough() {
        String columns =
                IntStream.rangeClosed(1, 1600).mapToObj(i -> "c" + i + " int").collect(Collectors.joining(", "));
        String values = IntStream.rangeClosed(1, 1600).mapToObj(i -> "n * " + i).collect(Collectors.joining(", "));
        assertGoesThrough(
                "wide",
                "CREATE TABLE t (" + columns + "); INSERT INTO t SELECT " + values + " FROM generate_series(1, 100) n",
                "SELECT count(*), sum(c1), sum(c800), sum(c1600) FROM t");
    }

    @Test
    void rowOf200MegabytesGoesThrough() {
        assertGoesThrough(
                "long",
                "CREATE TABLE t AS SELECT n AS id, repeat(md5(n::text), n * 3276800) AS v FROM generate_series(0, 2) n",
                "SELECT id, length(v), md5(v) FROM t ORDER BY id");
    }

    private void assertGoesThrough(String database, String statements, String query) {
        ClientProgram.createDatabase(source, database, "UTF8");
        ClientProgram.query(source, database, statements);
        Path archive = WholePath.snapshot(source.uri(database), WholePath.KEEP_EVERYTHING, WholePath.KEY, directory);
        WholePath.restore(archive, target, database);
        assertEquals(ClientProgram.query(source, database, query), ClientProgram.query(target, database, query));
    }
}
