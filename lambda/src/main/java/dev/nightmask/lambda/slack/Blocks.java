package dev.nightmask.lambda.slack;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The parts of a message, as Slack's Block Kit has them.
///
/// Source: Slack, "Block Kit reference"; the limits are the caller's to keep: 3,000 characters a text or URL, 75 a
/// button's, 25 buttons a row, 50 blocks a message.
public final class Blocks {
    private Blocks() {}

    public static Map<String, Object> section(String mrkdwn) {
        return Map.of("type", "section", "text", mrkdwn(mrkdwn));
    }

    public static Map<String, Object> section(String mrkdwn, Map<String, Object> accessory) {
        return Map.of("type", "section", "text", mrkdwn(mrkdwn), "accessory", accessory);
    }

    public static Map<String, Object> context(String mrkdwn) {
        return Map.of("type", "context", "elements", List.of(mrkdwn(mrkdwn)));
    }

    public static Map<String, Object> actions(List<Map<String, Object>> buttons) {
        return Map.of("type", "actions", "elements", buttons);
    }

    /// A button that asks us something.
    ///
    /// @param value what it stands for
    public static Map<String, Object> button(String text, String actionId, String value) {
        return Map.of("type", "button", "text", plain(text), "action_id", actionId, "value", value);
    }

    /// A button that leads somewhere.
    public static Map<String, Object> link(String text, String actionId, String url) {
        return Map.of("type", "button", "text", plain(text), "action_id", actionId, "url", url, "style", "primary");
    }

    /// Text that may hold anything.
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// A moment in the reader's time zone.
    ///
    /// @param format for example `{time_secs}`
    public static String time(Instant time, String format) {
        return "<!date^%d^%s|%s>".formatted(time.getEpochSecond(), format, Figures.minute(time));
    }

    private static Map<String, Object> mrkdwn(String text) {
        return Map.of("type", "mrkdwn", "text", text);
    }

    private static Map<String, Object> plain(String text) {
        return Map.of("type", "plain_text", "text", text);
    }
}
