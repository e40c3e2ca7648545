package dev.nightmask.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much memory this process has had at most: `VmHWM` of proc(5), which counts what the JVM takes beside its heap.
public final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String HIGH_WATER_MARK = "VmHWM:";

    private PeakMemory() {}

    /// In bytes; what the heap has now, where the system does not say.
    public static long bytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(HIGH_WATER_MARK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElseGet(Runtime.getRuntime()::totalMemory);
        } catch (IOException e) {
            return Runtime.getRuntime().totalMemory();
        }
    }
}
