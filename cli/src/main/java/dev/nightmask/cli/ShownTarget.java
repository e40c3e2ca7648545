package dev.nightmask.cli;

import java.util.ArrayList;
import java.util.List;

/// What a person reads of a target.
final class ShownTarget {
    private ShownTarget() {}

    static List<String> lines(Outcome.Shown shown) {
        List<String> lines = new ArrayList<>(List.of(
                shown.target(),
                "server     %s, timeline %d, as %s"
                        .formatted(shown.systemIdentifier(), shown.timeline(), shown.endpoint())));
        NotedDatabase database = shown.database();
        lines.addAll(database == null ? List.of("database   not there yet") : database.lines());
        lines.add("previous   " + (shown.previous() == null ? "none" : shown.previous()));
        if (!shown.confirmation().isEmpty()) {
            lines.add("to allow   type \"" + shown.confirmation() + "\"");
        }
        if (shown.refusals().isEmpty()) {
            lines.add("a restore would be let in");
        }
        shown.refusals().forEach(refusal -> {
            lines.add("refused    " + refusal.problem());
            lines.add("           " + refusal.remedy());
        });
        return lines;
    }
}
