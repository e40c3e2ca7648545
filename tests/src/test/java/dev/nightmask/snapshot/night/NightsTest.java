package dev.nightmask.snapshot.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.night.Nights.Begun;
import dev.nightmask.snapshot.publish.FreshStores;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.SnapshotName;
import dev.nightmask.snapshot.publish.Snapshots;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class NightsTest {
    private static final Night NIGHT = new Night(new SnapshotName("shop"), LocalDate.of(2026, 11, 21));
    private static final Duration LIFE = Duration.ofMinutes(15);

    private static FreshStores stores;

    private final ObjectStore store;
    private final NightRun runs;
    private Instant now = Instant.parse("2026-11-21T02:00:00Z");
    private final Nights nights;

    NightsTest(FreshStores.Kind kind) {
        store = stores.open(kind);
        nights = new Nights(store, () -> now);
        runs = new NightRun(store);
    }

    @BeforeAll
    static void start(@TempDir Path home) {
        stores = new FreshStores(home);
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void ofManyThatBeginANightOneHoldsIt() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<Boolean>> all = IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(i -> () -> isHeldBy("run-" + i))
                    .toList();
            long held = threads.invokeAll(all).stream()
                    .filter(future -> future.resultNow())
                    .count();
            assertEquals(1, held);
        }
    }

    private boolean isHeldBy(String run) {
        try {
            return nights.begin(NIGHT, run, LIFE) instanceof Begun.Held;
        } catch (NightmaskException e) {
            assertEquals(Failure.NIGHT_TAKEN, e.failure());
            return false;
        }
    }

    @Test
    void duplicateEventFindsTheSnapshotOfTheNight() {
        Manifest made = runs.publish(hold("one"));
        assertEquals(new Begun.Published(made), nights.begin(NIGHT, "two", LIFE));
        assertEquals(List.of(made), new Snapshots(store).list());
    }

    @Test
    void runThatWakesUpAfterItsTimeDoesNotPublish() {
        Lease zombie = hold("zombie");
        now = now.plus(LIFE);
        Lease heir = hold("heir");
        assertEquals(2, heir.epoch());
        assertTaken(() -> runs.publish(zombie));
        Manifest made = runs.publish(heir);
        assertTaken(() -> runs.publish(zombie));
        assertEquals(List.of(made), new Snapshots(store).list());
    }

    @Test
    void runThatLivesLongerThanItsLeasePublishesWhenNobodyElseCame() {
        Lease slow = hold("slow");
        now = now.plus(LIFE).plusSeconds(1);
        Manifest made = runs.publish(slow);
        assertEquals(List.of(made), new Snapshots(store).list());
    }

    @Test
    void whatARunCommittedToAndDidNotLiveToShowIsShownByTheNext() {
        Manifest unseen = runs.commitAndDie(hold("dies"));
        assertEquals(List.of(), new Snapshots(store).list());
        assertEquals(new Begun.Published(unseen), nights.begin(NIGHT, "next", LIFE));
        assertEquals(unseen, new Snapshots(store).latest());
    }

    @Test
    void snapshotThatWasDeletedSinceStaysDeleted() {
        Manifest made = runs.publish(hold("one"));
        store.keys("snapshots/" + made.id()).forEach(store::delete);
        assertInstanceOf(Begun.Published.class, nights.begin(NIGHT, "two", LIFE));
        assertEquals(List.of(), new Snapshots(store).list());
    }

    @Test
    void nightThatWasGivenUpCanBeTriedAtOnce() {
        Lease first = hold("first");
        first.giveUp();
        assertEquals(2, hold("second").epoch());
        assertTaken(first::giveUp);
    }

    @Test
    void nightIsHandedOnToOneRun() {
        Lease function = hold("function");
        function.extend(Duration.ofHours(12));
        Lease task = nights.takeOver(NIGHT, function.epoch(), "task", Duration.ofHours(12));
        assertTaken(() -> nights.takeOver(NIGHT, function.epoch(), "task again", LIFE));
        assertTaken(() -> runs.publish(function));
        now = now.plus(Duration.ofHours(11));
        assertTaken(() -> nights.begin(NIGHT, "duplicate", LIFE));
        runs.publish(task);
    }

    @Test
    void eachNightAndEachDatabaseIsOneOfItsOwn() {
        runs.publish(hold("one"));
        Night tomorrow = new Night(NIGHT.name(), NIGHT.date().plusDays(1));
        Night other = new Night(new SnapshotName("forum"), NIGHT.date());
        assertInstanceOf(Begun.Held.class, nights.begin(tomorrow, "two", LIFE));
        assertInstanceOf(Begun.Held.class, nights.begin(other, "three", LIFE));
    }

    @Test
    void nightIsOfTheDayThatTheScheduleIsKeptIn() {
        Instant scheduled = Instant.parse("2026-11-20T23:30:00Z");
        assertEquals(NIGHT, Night.of(NIGHT.name(), scheduled, ZoneId.of("Europe/Copenhagen")));
        assertTrue(Night.of(NIGHT.name(), scheduled, ZoneId.of("UTC")).date().isBefore(NIGHT.date()));
    }

    private Lease hold(String run) {
        return assertInstanceOf(Begun.Held.class, nights.begin(NIGHT, run, LIFE))
                .lease();
    }

    private static void assertTaken(Executable step) {
        assertEquals(
                Failure.NIGHT_TAKEN,
                assertThrows(NightmaskException.class, step).failure());
    }
}
