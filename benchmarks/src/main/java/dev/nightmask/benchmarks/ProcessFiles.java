package dev.nightmask.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What Linux tells of a process in its files below /proc (proc(5)). A process that is gone has nothing: 0, or no
/// children.
final class ProcessFiles {
    private static final Path PROC = Path.of("/proc");
    private static final int FIELDS_BEFORE_UTIME = 11;
    private static final double TICKS_PER_SECOND = 100;

    private ProcessFiles() {}

    /// The children that its first thread started.
    static List<Long> children(long pid) {
        String children = read(PROC.resolve(pid + "/task/" + pid + "/children"));
        return Arrays.stream(children.split(" "))
                .filter(child -> !child.isBlank())
                .map(child -> Long.valueOf(child.strip()))
                .toList();
    }

    /// The process and all below it.
    static Stream<Long> family(long pid) {
        return Stream.concat(Stream.of(pid), children(pid).stream().flatMap(ProcessFiles::family));
    }

    /// The most resident memory the process had since it runs its present program.
    static long peakResidentBytes(long pid) {
        return read(PROC.resolve(pid + "/status"))
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /// Seconds in user and system mode, of the process and of the children it has waited for; exact to 0.01 s.
    static double cpuSeconds(long pid) {
        String stat = read(PROC.resolve(pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return Arrays.stream(fields)
                        .skip(FIELDS_BEFORE_UTIME)
                        .limit(4)
                        .mapToLong(Long::parseLong)
                        .sum()
                / TICKS_PER_SECOND;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
