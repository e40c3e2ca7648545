package dev.nightmask.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.lambda.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the stack and the functions must agree on without seeing each other, read from their sources.
class CloudContractTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern HANDLER = Pattern.compile("\"(dev\\.nightmask\\.lambda\\.[\\w.]+)\"");
    private static final Pattern SETTING = Pattern.compile("\"(NIGHTMASK_[A-Z_]+)\"");
    private static final Pattern SLACK_ID = Pattern.compile("\"([\\w\\[\\]]+\\[A-Z0-9]\\{\\d+,\\d*})\"");
    private static final Pattern METRIC = Pattern.compile("\"(\\p{Upper}\\w+)\"");

    /// The function gives these to the task that it starts.
    private static final Set<String> HANDED_OVER = Set.of("NIGHTMASK_NIGHT", "NIGHTMASK_EPOCH");

    /// To be asked for where a run was slow.
    private static final EnumSet<Metric> OF_THE_LOG = EnumSet.of(Metric.STAGE_SECONDS);

    /// Of the machine that deploys, not of a function.
    private static final Set<String> OF_THE_DEPLOYMENT = Set.of("NIGHTMASK_CONFIG");

    @Test
    void everyHandlerThatTheStackNamesIsThere() throws IOException {
        Set<String> handlers = found("infra", HANDLER);
        assertEquals(7, handlers.size(), handlers.toString());
        Set<String> missing = new TreeSet<>();
        for (String handler : handlers) {
            Path source = ROOT.resolve("lambda/src/main/java/" + handler.replace('.', '/') + ".java");
            if (!Files.exists(source)) {
                missing.add(handler);
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void stackSetsWhatTheFunctionsReadAndNothingElse() throws IOException {
        Set<String> set = found("infra", SETTING);
        set.removeAll(OF_THE_DEPLOYMENT);
        Set<String> read = found("lambda", SETTING);
        read.removeAll(HANDED_OVER);
        assertTrue(set.size() > 15, set.toString());
        assertEquals(read, set);
    }

    @Test
    void stackTakesTheIdsOfSlackThatTheFunctionsTake() throws IOException {
        Set<String> taken = found("lambda", SLACK_ID);
        assertEquals(3, taken.size(), taken.toString());
        assertEquals(taken, found("infra", SLACK_ID));
    }

    @Test
    void alarmsAndDashboardShowEveryMetricThatTheFunctionsWrite() throws IOException {
        Set<String> shown = found("infra", METRIC);
        Set<String> missing = EnumSet.complementOf(OF_THE_LOG).stream()
                .map(Metric::text)
                .filter(it -> !shown.contains(it))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), missing);
    }

    @Test
    void taskIsStartedAsTheImageStarts() throws IOException {
        String start = "\"/opt/java/bin/java\", \"@/opt/nightmask/jvm.options\", ";
        for (String file : List.of(
                "infra/src/main/java/dev/nightmask/infra/NightlyTask.java", "lambda/src/main/image/Dockerfile")) {
            assertTrue(Files.readString(ROOT.resolve(file)).contains(start), file);
        }
    }

    private static Set<String> found(String module, Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            List<Path> sources =
                    files.filter(it -> it.toString().endsWith(".java")).toList();
            Set<String> found = new TreeSet<>();
            for (Path source : sources) {
                found.addAll(pattern.matcher(Files.readString(source))
                        .results()
                        .map((MatchResult it) -> it.group(1))
                        .collect(Collectors.toSet()));
            }
            return found;
        }
    }
}
