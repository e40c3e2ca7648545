package dev.nightmask.cli;

import dev.nightmask.failure.Defect;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.plan.MissingRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The one place where what went wrong becomes text: sentences, remedies, lines to paste.
///
/// Of a throwable that is not our own it keeps what [Defect] does.
///
/// @param details further lines, to be printed as they are
record ErrorReport(List<Problem> problems, List<String> details) {
    ErrorReport {
        problems = List.copyOf(problems);
        details = List.copyOf(details);
    }

    static ErrorReport of(Throwable thrown) {
        NightmaskException known = Defect.of(thrown);
        List<String> details = known.failure() == Failure.INTERNAL && known != thrown
                ? frames(thrown)
                : MissingRules.linesToPaste(known.problems()).lines().toList();
        return new ErrorReport(known.problems(), details);
    }

    /// What broke on the way does not matter when the process was told to end.
    static ErrorReport interrupted() {
        return new ErrorReport(only(Failure.INTERRUPTED), List.of());
    }

    int exitStatus() {
        return problems.getFirst().failure().exitStatus();
    }

    /// What a person reads: each problem on a line, each remedy once, below the last problem it is for.
    List<String> lines() {
        Map<Failure, List<String>> sentences = new LinkedHashMap<>();
        for (Problem problem : problems) {
            sentences
                    .computeIfAbsent(problem.failure(), unused -> new ArrayList<>())
                    .add("nightmask: " + printable(problem.sentence()));
        }
        List<String> lines = new ArrayList<>();
        sentences.forEach((failure, of) -> {
            lines.addAll(of);
            lines.add("  " + failure.remedy());
        });
        lines.addAll(details);
        return lines;
    }

    /// What a script reads.
    ObjectNode json(JsonMapper mapper) {
        Failure failure = problems.getFirst().failure();
        ObjectNode report = mapper.createObjectNode()
                .put("ok", false)
                .put("failure", failure.name())
                .put("exitStatus", failure.exitStatus());
        ArrayNode list = report.putArray("problems");
        for (Problem problem : problems) {
            list.addObject()
                    .put("failure", problem.failure().name())
                    .put("problem", problem.failure().problem())
                    .put("place", problem.place().describe());
        }
        report.put("remedy", failure.remedy());
        if (!details.isEmpty()) {
            details.forEach(report.putArray("details")::add);
        }
        return report;
    }

    /// A name may hold anything, even what moves the cursor.
    static String printable(String sentence) {
        return sentence.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u202a-\\u202e]", "?");
    }

    private static List<Problem> only(Failure failure) {
        return List.of(new Problem(failure, new Place.Nowhere()));
    }

    private static List<String> frames(Throwable thrown) {
        List<String> trace = Defect.trace(thrown);
        return Stream.concat(
                        Stream.of("  " + trace.getFirst()),
                        trace.stream().skip(1).map(line -> "    at " + line))
                .toList();
    }
}
