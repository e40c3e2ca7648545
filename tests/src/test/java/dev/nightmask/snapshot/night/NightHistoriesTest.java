package dev.nightmask.snapshot.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.night.Nights.Begun;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.SnapshotName;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.publish.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Duplicate, overlapping, dying and waking runs of one night, in orders that a seed decides.
class NightHistoriesTest {
    private static final int HISTORIES = 300;
    private static final int STEPS = 12;
    private static final Night NIGHT = new Night(new SnapshotName("shop"), LocalDate.of(2026, 11, 21));
    private static final Duration LIFE = Duration.ofMinutes(15);

    private int published;
    private int refused;
    private int died;

    @Test
    void everyHistoryEndsWithOneSnapshot(@TempDir Path home) throws Exception {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Path directory = Files.createDirectory(home.resolve("store" + seed));
            try (ObjectStore store = Stores.directory(directory)) {
                live(store, new Random(seed), seed);
            }
        }
        assertTrue(published > HISTORIES / 3 && refused > HISTORIES && died > HISTORIES / 10, this::toString);
    }

    private void live(ObjectStore store, Random random, int seed) {
        Instant[] now = {Instant.parse("2026-11-21T02:00:00Z")};
        Nights nights = new Nights(store, () -> now[0]);
        NightRun run = new NightRun(store);
        List<Lease> asleep = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            now[0] = now[0].plus(Duration.ofMinutes(random.nextInt(12)));
            if (asleep.isEmpty() || random.nextInt(3) == 0) {
                begin(nights, "run-" + step, asleep);
            } else {
                wake(run, asleep.get(random.nextInt(asleep.size())), random);
            }
            int visible = new Snapshots(store).list().size();
            assertTrue(visible <= 1, () -> visible + " snapshots, seed " + seed);
        }
        now[0] = now[0].plus(LIFE);
        Manifest last = switch (nights.begin(NIGHT, "last", LIFE)) {
            case Begun.Held held -> run.publish(held.lease());
            case Begun.Published before -> before.manifest();
        };
        assertEquals(List.of(last), new Snapshots(store).list(), () -> "seed " + seed);
        assertEquals(last, new Snapshots(store).latest(), () -> "seed " + seed);
    }

    private void begin(Nights nights, String name, List<Lease> asleep) {
        try {
            if (nights.begin(NIGHT, name, LIFE) instanceof Begun.Held held) {
                asleep.add(held.lease());
            }
        } catch (NightmaskException e) {
            assertEquals(Failure.NIGHT_TAKEN, e.failure());
            refused++;
        }
    }

    private void wake(NightRun run, Lease lease, Random random) {
        try {
            switch (random.nextInt(4)) {
                case 0 -> lease.giveUp();
                case 1 -> lease.extend(LIFE);
                case 2 -> {
                    run.commitAndDie(lease);
                    died++;
                }
                default -> {
                    run.publish(lease);
                    published++;
                }
            }
        } catch (NightmaskException e) {
            assertEquals(Failure.NIGHT_TAKEN, e.failure());
            refused++;
        }
    }

    @Override
    public String toString() {
        return published + " published, " + refused + " refused, " + died + " died";
    }
}
