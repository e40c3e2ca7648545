package dev.nightmask.lambda.announce;

import dev.nightmask.lambda.aws.Bus;
import dev.nightmask.lambda.slack.Blocks;
import dev.nightmask.lambda.slack.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/// A message for the channel.
///
/// @param text what a notification shows, and who can't see blocks
/// @param paragraphs Slack's mrkdwn, everything that comes from an event escaped
record Announcement(String text, List<String> paragraphs) {
    /// A section takes 3,000 characters; what is longer can be read in the log.
    private static final int MAX_CHARS = 2_800;

    private static final int MAX_LINES = 15;

    Announcement {
        paragraphs = List.copyOf(paragraphs);
    }

    /// What an event of our bus says.
    ///
    /// @return empty when it is none that people are told of
    static Optional<Announcement> of(JsonNode event) {
        if (!text(event, "source").equals(Bus.SOURCE)) {
            return Optional.empty();
        }
        JsonNode detail = event.path("detail");
        return switch (text(event, "detail-type")) {
            case "Snapshot published" -> Optional.of(published(detail));
            case "Snapshot failed" -> Optional.of(failed(":rotating_light: No snapshot of %s tonight", detail));
            case "Snapshot handed over" -> Optional.of(handedOver(detail));
            case "Staging refreshed" -> Optional.of(refreshed(detail));
            case "Staging refresh failed" -> Optional.of(failed(":warning: Staging was not refreshed from %s", detail));
            default -> Optional.empty();
        };
    }

    /// What CloudWatch says of an alarm, by way of SNS.
    static Announcement ofAlarm(JsonNode alarm) {
        boolean over = text(alarm, "NewStateValue").equals("OK");
        String title = (over ? ":white_check_mark: Over: " : ":rotating_light: Alarm: ") + text(alarm, "AlarmName");
        return new Announcement(title, List.of("*" + escaped(title) + "*", escaped(text(alarm, "AlarmDescription"))));
    }

    private static Announcement published(JsonNode detail) {
        String title = ":crescent_moon: Snapshot of %s".formatted(text(detail, "name"));
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add("*%s*  `%s`".formatted(escaped(title), escaped(text(detail, "snapshot"))));
        paragraphs.add("%s, %s rows in %s tables, made in %s s"
                .formatted(
                        Figures.bytes(detail.path("sizeBytes").asLong(0)),
                        Figures.count(detail.path("rows").asLong(0)),
                        Figures.count(detail.path("tables").asLong(0)),
                        Figures.count(detail.path("seconds").asLong(0))));
        addList(paragraphs, "New columns, and what decides them", detail.path("newColumns"));
        addList(paragraphs, "Columns that are decided otherwise than before", detail.path("changedColumns"));
        addList(paragraphs, "Tables that grew or shrank by half", detail.path("changedTables"));
        return new Announcement(title, paragraphs);
    }

    private static Announcement failed(String sentence, JsonNode detail) {
        String title = sentence.formatted(text(detail, "name"));
        List<String> paragraphs = new ArrayList<>();
        String stage = text(detail, "stage");
        paragraphs.add("*" + escaped(title) + "*" + (stage.isEmpty() ? "" : "  at " + escaped(stage)));
        addList(paragraphs, "`" + text(detail, "failure") + "`", detail.path("problems"));
        paragraphs.add("_Remedy:_ " + escaped(text(detail, "remedy")));
        String lines = text(detail, "linesToAdd");
        if (!lines.isEmpty()) {
            paragraphs.add("Under `tables:` of a rule file:\n```\n" + escaped(limited(lines)) + "```");
        }
        return new Announcement(title, paragraphs);
    }

    private static Announcement handedOver(JsonNode detail) {
        String title =
                ":hourglass_flowing_sand: The snapshot of %s goes on as a Fargate task".formatted(text(detail, "name"));
        List<String> paragraphs = new ArrayList<>(List.of("*" + escaped(title) + "*"));
        addList(paragraphs, "It takes longer than a function may", detail.path("problems"));
        return new Announcement(title, paragraphs);
    }

    private static Announcement refreshed(JsonNode detail) {
        String title = ":recycle: Staging holds the snapshot of %s".formatted(text(detail, "name"));
        String body = "`%s` in %s, %s rows in %s s; what was there is kept as `%s`"
                .formatted(
                        escaped(text(detail, "snapshot")),
                        escaped(text(detail, "target")),
                        Figures.count(detail.path("rows").asLong(0)),
                        Figures.count(detail.path("seconds").asLong(0)),
                        escaped(text(detail, "previous")));
        return new Announcement(title, List.of("*" + escaped(title) + "*", body));
    }

    private static void addList(List<String> paragraphs, String title, JsonNode lines) {
        if (lines.isEmpty()) {
            return;
        }
        StringJoiner list = new StringJoiner("\n", title + "\n", "");
        lines.valueStream().limit(MAX_LINES).forEach(line -> list.add("• " + escaped(line.stringValue(""))));
        if (lines.size() > MAX_LINES) {
            list.add("and %,d more".formatted(lines.size() - MAX_LINES));
        }
        paragraphs.add(limited(list.toString()));
    }

    private static String limited(String text) {
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).stringValue("");
    }

    private static String escaped(String text) {
        return Blocks.escaped(text);
    }

    /// As `chat.postMessage` takes it.
    Map<String, Object> message() {
        List<Map<String, Object>> blocks = paragraphs.stream()
                .filter(paragraph -> !paragraph.isEmpty())
                .map(Blocks::section)
                .toList();
        return Map.of("text", escaped(text), "blocks", blocks);
    }
}
