package dev.nightmask.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterTest {
    @TempDir
    private Path directory;

    @Test
    void memoryAndCpuOfAProgramAreSeen() {
        Meter.Taken taken = run("x=$(head -c 30000000 /dev/zero | tr '\\0' x); sleep 1");
        assertTrue(taken.residentBytes() > 30_000_000, () -> taken.toString());
        assertTrue(taken.wallSeconds() >= 1, () -> taken.toString());
        assertTrue(taken.cpuSeconds() > 0, () -> taken.toString());
    }

    @Test
    void memoryOfASleepingProgramIsNotThatOfItsParent() {
        Meter.Taken taken = run("exec sleep 0.2");
        assertTrue(taken.residentBytes() < 20_000_000, () -> taken.toString());
    }

    @Test
    void cpuOfChildrenCounts() {
        Meter.Taken alone = run("true");
        Meter.Taken withChild = run("bash -c 'for ((i = 0; i < 300000; i++)); do :; done'");
        assertTrue(withChild.cpuSeconds() > alone.cpuSeconds(), () -> alone + " " + withChild);
    }

    @Test
    void programThatFailsSaysWhy() {
        Meter.Failed failed = assertThrows(Meter.Failed.class, () -> run("echo no such thing >&2; exit 13"));
        assertEquals("exit status 13: no such thing", failed.why());
    }

    private Meter.Taken run(String script) {
        return Meter.run(List.of("bash", "-c", script), Map.of(), directory.resolve("notes"));
    }
}
