package dev.nightmask.snapshot.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.demo.StandbyPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.mask.Maskers;
import dev.nightmask.mask.PseudonymizationKey;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.catalog.Scratch;
import dev.nightmask.snapshot.catalog.Source;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.compress.Compression;
import dev.nightmask.snapshot.plan.MaskPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reading from a standby, which production may prefer, and which may end the reading for what it replays.
class StandbyCopyTest {
    private static final String LARGE =
            "CREATE TABLE large AS SELECT i AS id, repeat(md5(i::text), 12) AS v FROM generate_series(1, 260000) AS i";

    private static LocalPostgres primary;

    @BeforeAll
    static void start() {
        primary = LocalPostgres.start(Map.of("wal_level", "replica", "autovacuum", "off"));
    }

    @AfterAll
    static void stop() {
        primary.close();
    }

    @Test
    void standbyIsReadByManySessionsAsThePrimaryIs() {
        Scratch scratch = Scratch.create(primary, LARGE);
        try (StandbyPostgres standby = StandbyPostgres.of(primary, "-c hot_standby_feedback=on");
                Source source = source(standby, scratch)) {
            MaskPlan plan = KeptPlan.of(source.readCatalog(Compression.NONE));
            long[] counted = new long[1];
            try (ParallelCopy copy = start(source, plan)) {
                copy.copy(plan.tables().getFirst(), (encoded, textBytes, rows) -> counted[0] += rows);
            }
            assertEquals(260_000, counted[0]);
        }
    }

    @Test
    void standbyThatMustReplayAVacuumStopsTheRunWithTheReason() {
        Scratch scratch = Scratch.create(primary, LARGE);
        try (StandbyPostgres standby =
                        StandbyPostgres.of(primary, "-c hot_standby_feedback=off -c max_standby_streaming_delay=0");
                Source source = source(standby, scratch)) {
            MaskPlan plan = KeptPlan.of(source.readCatalog(Compression.NONE));
            AtomicBoolean vacuumed = new AtomicBoolean();
            NightmaskException e = assertThrows(NightmaskException.class, () -> {
                try (ParallelCopy copy = start(source, plan)) {
                    copy.copy(plan.tables().getFirst(), (encoded, textBytes, rows) -> {
                        if (!vacuumed.getAndSet(true)) {
                            scratch.run("DELETE FROM large", "VACUUM large");
                        }
                        pause();
                    });
                }
            });
            // A backend that is ended while it waits for us to read can't say why any more.
            assertTrue(Set.of(Failure.SOURCE_CONFLICT, Failure.SOURCE_LOST).contains(e.failure()), e::getMessage);
            assertTrue(e.failure().remedy().contains("hot_standby_feedback"));
        }
    }

    /// So slow that the standby, which replays in the meantime, gets to the VACUUM long before the last row is read.
    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Source source(StandbyPostgres standby, Scratch scratch) {
        return Source.open(settings(standby, scratch), new PostgresPrograms(List.of(primary.programs())));
    }

    private static ConnectionSettings settings(StandbyPostgres standby, Scratch scratch) {
        return ConnectionSettings.of(standby.uri(scratch.database()), Map.of());
    }

    private static ParallelCopy start(Source source, MaskPlan plan) {
        Maskers maskers = new Maskers(PseudonymizationKey.parse("07".repeat(32)));
        return ParallelCopy.start(source, plan, maskers, Codecs.parse("none"), 2);
    }
}
