package dev.nightmask.snapshot.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.restore.ServerLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Whoever tries to get past the guard is refused as the guard says, and has written nothing: production and staging
/// log every statement, and hold at the end what they held before.
class GuardBypassTest {
    private static Arena arena;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        arena = new Arena(directory);
    }

    @AfterAll
    static void stop() {
        arena.close();
    }

    @TestFactory
    Stream<DynamicTest> everyWayPastTheGuardIsRefused() throws IOException {
        List<Bypass> all = new ArrayList<>(new ConsentBypasses(arena).all());
        all.addAll(new LifeBypasses(arena).all());
        all.addAll(new AddressBypasses(arena).all());
        all.addAll(new CopyBypasses(arena).all());
        Map<String, List<Bypass>> kinds =
                all.stream().collect(Collectors.groupingBy(Bypass::kind, LinkedHashMap::new, Collectors.toList()));
        String before = contents();
        ServerLog production = ServerLog.from(arena.production());
        Stream<DynamicTest> attempts = kinds.entrySet().stream()
                .map(kind -> DynamicTest.dynamicTest(
                        kind.getKey() + ", " + kind.getValue().size() + " times",
                        () -> assertRefused(kind.getValue())));
        return Stream.concat(
                attempts,
                Stream.of(
                        DynamicTest.dynamicTest("there are 200 ways of 25 kinds", () -> {
                            assertTrue(all.size() >= 200, all.size() + " ways");
                            assertTrue(kinds.size() >= 25, kinds.size() + " kinds");
                        }),
                        DynamicTest.dynamicTest("nothing was written", () -> {
                            production.assertOnlySelectAndSet();
                            assertEquals(before, contents());
                        }),
                        DynamicTest.dynamicTest(
                                "a write would have been seen", () -> assertWriteIsSeen(production, before))));
    }

    private static void assertRefused(List<Bypass> attempts) {
        assertEquals(
                List.of(),
                attempts.stream()
                        .map(Bypass::fault)
                        .filter(fault -> !fault.isEmpty())
                        .toList());
    }

    private static void assertWriteIsSeen(ServerLog log, String before) {
        Arena.sql(arena.production(), "prod", "DELETE FROM t WHERE id = 7");
        assertTrue(log.statements().contains("DELETE FROM t WHERE id = 7"));
        assertNotEquals(before, contents());
    }

    private static String contents() {
        return Arena.contents(arena.production()) + Arena.contents(arena.staging());
    }

    @TestFactory
    Stream<DynamicTest> everyLegitimateTargetIsLetIn() throws IOException {
        LegitimateTargets targets = new LegitimateTargets(arena.spare(), arena.directory());
        targets.prepare();
        List<ConnectionSettings> all = targets.all();
        assertTrue(all.size() >= 50, all.size() + " targets");
        Guard guard = Marked.guard(arena.met());
        Stream<DynamicTest> admitted = all.stream()
                .map(settings -> DynamicTest.dynamicTest(
                        settings.toString(), () -> assertEquals(List.of(), Marked.refusals(guard, settings))));
        Stream<DynamicTest> restored = Stream.of("fresh", "consenting", "emoji 🐘")
                .map(database -> DynamicTest.dynamicTest("restored into " + database, () -> {
                    arena.restoreForeign(guard, Marked.settings(arena.spare(), database));
                    assertEquals(List.of(), Marked.refusals(guard, Marked.settings(arena.spare(), database)));
                }));
        return Stream.concat(admitted, restored);
    }
}
