package dev.nightmask.benchmarks;

import dev.nightmask.snapshot.compress.Codecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the figures come from, without its name.
///
/// @param deflate what compresses zlib:1 here
record Machine(
        String processor, int cores, long memoryGb, String system, String postgresql, String java, String deflate) {

    /// This machine.
    static Machine of(Client client) {
        return new Machine(
                value("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Math.round(Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1e6),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                client.query("SHOW server_version").replaceAll(" .*", ""),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                Codecs.parse("zlib:1").engine());
    }

    /// In one line.
    String describe() {
        return "%s, %d cores, %d GB of memory, %s; PostgreSQL %s; %s; zlib:1 by %s"
                .formatted(processor, cores, memoryGb, system, postgresql, java, deflate);
    }

    private static String value(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
