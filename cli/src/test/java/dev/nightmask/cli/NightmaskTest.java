package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.snapshot.NightmaskVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class NightmaskTest {
    private final Captured captured = Captured.plain();

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfWithAnExample(List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--help");
        assertEquals(0, captured.run(Map.of(), arguments.toArray(String[]::new)));
        assertTrue(captured.out().contains("Usage: nightmask " + String.join(" ", command)), captured.out());
        assertTrue(captured.out().contains("--json"), captured.out());
        assertTrue(captured.out().contains("Example:  "), captured.out());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsAsWideAsAHundredColumns(List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--help");
        captured.run(Map.of(), arguments.toArray(String[]::new));
        captured.out().lines().forEach(line -> assertTrue(line.length() <= 100, line));
    }

    @Test
    void helpUsesTheWidthThatItHas() {
        captured.run(Map.of(), "restore", "--help");
        String longest = "A server that snapshots were taken from, or a physical copy of one, is refused, whatever";
        assertTrue(captured.out().contains(longest), captured.out());
    }

    @Test
    void versionIsTheBuilds() {
        assertEquals(0, captured.run(Map.of(), "--version"));
        assertEquals("Nightmask " + NightmaskVersion.current(), captured.out().strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "snapshot --source postgresql://ann:hunter2@db/shop",
                "snapshot --source=postgres://db/shop?password=hunter2",
                "snapshot --source postgresql://ann:hun/ter2@db/shop",
                "snapshot --source postgresql://db/shop?sslmood=x&p%61ssword=hunter2",
                "snapshot --nonsense --source postgresql://ann:hunter2@db/shop --compression none:9",
                "rules check --source postgresql://ann:hunter2@db/shop --rules absent",
                "nonsense --source postgresql://ann:hunter2@db/shop --help"
            })
    void passwordInAUriIsToldBeforeAnyOtherProblem(String line) {
        assertEquals(Failure.PASSWORD_IN_ARGUMENT.exitStatus(), captured.run(Map.of(), line.split(" ")));
        assertTrue(captured.err().contains("--source"), captured.err());
        assertFalse(captured.err().contains("hunter"), captured.err());
    }

    @Test
    void passwordIsFoundWhereverItStands() {
        int status = Failure.PASSWORD_IN_ARGUMENT.exitStatus();
        assertEquals(status, captured.run(Map.of(), "restore", "--target", "postgresql://ann:hunter2@db/shop"));
        assertEquals(status, captured.run(Map.of(), "list", "postgresql://ann:hunter2@db/shop", "--json"));
        assertEquals(2, captured.run(Map.of(), "list", "postgresql://ann:@[::1]:5432/shop?user=ann"));
    }

    static List<List<String>> commands() {
        List<List<String>> commands = new ArrayList<>();
        collect(
                Wiring.commandLine(
                        new Console(Captured.plain().terminal(), false, () -> false), Captured.surroundings(Map.of())),
                List.of(),
                commands);
        return commands;
    }

    private static void collect(CommandLine at, List<String> path, List<List<String>> commands) {
        at.getSubcommands().forEach((name, sub) -> {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(name);
            if (sub.getSubcommands().isEmpty()) {
                commands.add(deeper);
            }
            collect(sub, deeper, commands);
        });
    }

    @Test
    void commandLineThatIsNotUnderstoodEndsWithTwo() {
        assertEquals(2, captured.run(Map.of()));
        assertEquals(2, captured.run(Map.of(), "nonsense"));
        assertEquals(2, captured.run(Map.of(), "completion", "--nonsense=x"));
        assertEquals("", captured.out());
        assertTrue(captured.err().contains("no option --nonsense"), captured.err());
        assertTrue(captured.err().contains("see `nightmask --help`"), captured.err());
    }

    @Test
    void argumentThatIsNotUnderstoodIsNotRepeated() {
        captured.run(
                Map.of(), "hunter2", "--password=hunter2", "-phunter2", "https://bucket.test/?X-Amz-Signature=hunter2");
        assertFalse(captured.err().isEmpty());
        assertFalse(captured.err().contains("hunter2"), captured.err());
    }

    @Test
    void jsonIsTheLastLineOfOutputWhateverHappens() {
        assertEquals(2, captured.run(Map.of(), "nonsense", "--json"));
        assertTrue(
                captured.lastLine().startsWith("{\"ok\":false,\"failure\":\"USAGE\",\"exitStatus\":2,"),
                captured.out());
        assertEquals(1, captured.out().lines().count());
    }

    @Test
    void completionScriptKnowsTheCommands() {
        assertEquals(0, captured.run(Map.of(), "completion"));
        assertTrue(captured.out().contains("complete -F"), captured.out());
    }

    @Test
    void techniquesAreShownAtWork() {
        assertEquals(0, captured.run(Map.of(), "rules", "techniques"));
        assertTrue(captured.out().contains("1984-07-15  ->  1984-01-01"), captured.out());
        assertTrue(captured.out().contains("Anna Schmidt  ->  NULL"), captured.out());
    }

    @Test
    void lengthsOfTimeNeedAUnit() {
        assertEquals(Duration.ofDays(30), Durations.parse("30d"));
        assertEquals(Duration.ofSeconds(90), Durations.parse("90s"));
        assertEquals(2, captured.run(Map.of(), "delete", "--store", "file:/absent", "--older-than", "30"));
        assertTrue(captured.err().contains("the value of --older-than"), captured.err());
    }

    @Test
    void failureAfterTheProcessWasToldToEndIsNoDefect() {
        Console console = new Console(captured.terminal(), true, () -> true);
        assertEquals(Failure.INTERRUPTED.exitStatus(), console.failed(new IllegalStateException("half way")));
        assertTrue(captured.lastLine().contains("\"INTERRUPTED\""), captured.out());
    }
}
