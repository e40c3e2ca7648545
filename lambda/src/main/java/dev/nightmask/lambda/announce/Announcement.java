package dev.nightmask.lambda.announce;

import dev.nightmask.lambda.aws.Bus;
import dev.nightmask.lambda.slack.Blocks;
import dev.nightmask.lambda.slack.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A message for the channel.
///
/// @param text what a notification shows, and who can't see blocks
/// @param paragraphs Slack's mrkdwn, everything that comes from an event escaped; what is too long is cut
record Announcement(String text, List<String> paragraphs) {
    /// A section takes so many characters; what is longer can be read in the log.
    private static final int MAX_CHARS = 3_000;

    /// Of a list or a block of lines, with something around it.
    private static final int MAX_LISTED_CHARS = 2_800;

    /// A character that was cut in two, or an escaped one.
    private static final Pattern HALF = Pattern.compile("(&[a-z]{0,3}|[\\x{D800}-\\x{DBFF}])$");

    private static final int MAX_LINES = 15;

    Announcement {
        paragraphs = paragraphs.stream()
                .map(paragraph -> limited(paragraph, MAX_CHARS))
                .toList();
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
    ///
    /// @return empty when it is over without having gone off, as it is when it is made
    static Optional<Announcement> ofAlarm(JsonNode alarm) {
        boolean over = text(alarm, "NewStateValue").equals("OK");
        if (over && !text(alarm, "OldStateValue").equals("ALARM")) {
            return Optional.empty();
        }
        String title = (over ? ":white_check_mark: Over: " : ":rotating_light: Alarm: ") + text(alarm, "AlarmName");
        return Optional.of(
                new Announcement(title, List.of("*" + escaped(title) + "*", escaped(text(alarm, "AlarmDescription")))));
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
        addList(paragraphs, "`" + escaped(text(detail, "failure")) + "`", detail.path("problems"));
        paragraphs.add("_Remedy:_ " + escaped(text(detail, "remedy")));
        String lines = text(detail, "linesToAdd");
        if (!lines.isEmpty()) {
            paragraphs.add(
                    "Under `tables:` of a rule file:\n```\n" + limited(escaped(lines), MAX_LISTED_CHARS) + "```");
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
        paragraphs.add(limited(list.toString(), MAX_LISTED_CHARS));
    }

    private static String limited(String escaped, int chars) {
        return escaped.length() <= chars
                ? escaped
                : HALF.matcher(escaped.substring(0, chars - 1)).replaceFirst("") + "…";
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
