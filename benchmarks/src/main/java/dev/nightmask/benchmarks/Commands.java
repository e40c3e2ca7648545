package dev.nightmask.benchmarks;

import dev.nightmask.benchmarks.Contender.Copy;
import dev.nightmask.benchmarks.Contender.Dump;
import dev.nightmask.benchmarks.Contender.Snapshot;
import dev.nightmask.benchmarks.Contender.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How each contender is called.
///
/// @param nightmask the words before `snapshot`: the launcher, or a Java command line
/// @param rules a directory with the two rule files
record Commands(Client client, List<String> nightmask, Path rules) {
    private static final String KEY = "5c".repeat(32);
    private static final String MASKED = "masked.yaml";
    private static final String KEPT = "kept.yaml";

    /// @param directory where the rule files are put
    static Commands prepare(Client client, List<String> nightmask, Path directory) {
        for (String rules : List.of(MASKED, KEPT)) {
            try (InputStream in = SampleDatabase.resource(rules)) {
                Files.copy(in, directory.resolve(rules));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Commands(client, nightmask, directory);
    }

    /// @param output an empty directory; whatever is written goes there
    List<String> line(Contender contender, Path output) {
        return switch (contender) {
            case Copy copy -> copy();
            case Dump dump -> dump(dump, output);
            case Snapshot snapshot -> snapshot(snapshot, output);
        };
    }

    Map<String, String> environment(Contender contender) {
        Map<String, String> environment = new HashMap<>(client.environment());
        if (contender instanceof Snapshot snapshot) {
            environment.put("NIGHTMASK_KEY", KEY);
            environment.put("XDG_STATE_HOME", rules.resolve("state").toString());
            if (snapshot.variant() == Variant.JDK) {
                environment.put("NIGHTMASK_DEFLATE", "jdk");
            }
        }
        return environment;
    }

    private List<String> copy() {
        List<String> line = new ArrayList<>(List.of(client.program("psql"), "-XAtq", "-d", client.uri()));
        for (String table : SampleTables.names()) {
            line.add("-c");
            line.add("COPY " + table + " TO '/dev/null'");
        }
        return line;
    }

    private List<String> dump(Dump dump, Path output) {
        List<String> line =
                new ArrayList<>(List.of(client.program("pg_dump"), "-d", client.uri(), "-Z" + dump.level()));
        if (dump.jobs() == 1) {
            line.addAll(List.of("-Fc", "-f", output.resolve("dump").toString()));
        } else {
            line.addAll(List.of(
                    "-Fd", "-j" + dump.jobs(), "-f", output.resolve("dump").toString()));
        }
        return line;
    }

    private List<String> snapshot(Snapshot snapshot, Path output) {
        boolean kept = snapshot.variant() == Variant.KEPT;
        List<String> line = new ArrayList<>(nightmask);
        line.addAll(List.of("snapshot", "--source", client.uri(), "--store", "file:" + output));
        line.addAll(List.of("--compression", snapshot.compression()));
        line.addAll(List.of("--rules", rules.resolve(kept ? KEPT : MASKED).toString()));
        line.addAll(List.of("--jobs", Integer.toString(snapshot.jobs())));
        if (kept) {
            line.add("--keep-everything");
        }
        return line;
    }
}
