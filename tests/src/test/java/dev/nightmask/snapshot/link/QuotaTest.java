package dev.nightmask.snapshot.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.publish.FreshStores;
import dev.nightmask.snapshot.publish.ObjectStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuotaTest {
    private static FreshStores stores;

    private final Instant now = Instant.now();

    @BeforeAll
    static void start(@TempDir Path home) {
        stores = new FreshStores(home);
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @Test
    void quotaHoldsForEachUserAndHour() {
        try (ObjectStore own = stores.open(FreshStores.Kind.BUCKET)) {
            for (int i = 0; i < 3; i++) {
                quota(own, 0).take("T1/U1");
            }
            assertEquals(
                    Failure.RATE_LIMITED,
                    assertThrows(
                                    NightmaskException.class,
                                    () -> quota(own, 3_599).take("T1/U1"))
                            .failure());
            quota(own, 0).take("T1/U2");
            quota(own, 3_600).take("T1/U1");
            assertTrue(own.keys("limits/").stream().noneMatch(key -> key.contains("U1")));
        }
    }

    @Test
    void quotaHoldsForManyAtOnce() throws Exception {
        try (ObjectStore own = stores.open(FreshStores.Kind.BUCKET);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> takers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                takers.add(threads.submit(() -> quota(own, 0).take("T1/U1")));
            }
            threads.shutdown();
            assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES));
            List<Failure> refused = takers.stream()
                    .filter(taker -> taker.state() == Future.State.FAILED)
                    .map(taker -> ((NightmaskException) taker.exceptionNow()).failure())
                    .toList();
            assertEquals(Collections.nCopies(37, Failure.RATE_LIMITED), refused);
        }
    }

    private Quota quota(ObjectStore own, long seconds) {
        return new Quota(own, Clock.fixed(now.plusSeconds(seconds), ZoneOffset.UTC), new SecureRandom(), 3);
    }
}
