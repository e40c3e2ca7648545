package dev.nightmask.snapshot.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.compress.Compression;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A server whose lock table is as small as PostgreSQL allows, and more tables than it has room for.
class LockTableTest {
    private static final int TABLES = 600;

    /// Few at a time: to create them takes locks, too.
    private static final String CREATE_TABLES = """
            DO $$ BEGIN
                FOR i IN 1..%d LOOP
                    EXECUTE format('CREATE TABLE t_%%s (a int)', i);
                    COMMIT;
                END LOOP;
            END $$
            """;

    @Test
    void lockTableThatIsTooSmallIsFoundBeforeTheRunWithTheSettingThatWouldDo() {
        int suggested;
        try (LocalPostgres server = start(10)) {
            Scratch scratch = Scratch.create(server, CREATE_TABLES.formatted(TABLES));
            NightmaskException e = assertThrows(NightmaskException.class, () -> readCatalog(scratch));
            assertEquals(Failure.SOURCE_LOCK_TABLE, e.failure());
            Matcher number = Pattern.compile("at least (\\d+)").matcher(e.getMessage());
            assertTrue(number.find(), e.getMessage());
            suggested = Integer.parseInt(number.group(1));
        }
        try (LocalPostgres server = start(suggested)) {
            Scratch scratch = Scratch.create(server, CREATE_TABLES.formatted(TABLES));
            assertEquals(TABLES, readCatalog(scratch).tables().size());
        }
    }

    private static LocalPostgres start(int maxLocks) {
        return LocalPostgres.start(
                Map.of("max_locks_per_transaction", Integer.toString(maxLocks), "max_connections", "10"));
    }

    private static Catalog readCatalog(Scratch scratch) {
        try (Source source = scratch.source()) {
            return source.readCatalog(Compression.ZLIB);
        }
    }
}
