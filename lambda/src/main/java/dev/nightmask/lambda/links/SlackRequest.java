package dev.nightmask.lambda.links;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a genuine request of Slack asks for.
sealed interface SlackRequest {

    /// A slash command, or a button that stands for one.
    ///
    /// @param text what follows the command
    record Asked(Member member, String text, String responseUrl) implements SlackRequest {
        /// The response URL is a secret.
        @Override
        public String toString() {
            return member + " " + text;
        }
    }

    /// Nothing that needs an answer, for example that somebody has followed a link in a message.
    record Told() implements SlackRequest {}

    /// Reads a form; empty when it is none of Slack's, or has a field twice.
    static Optional<SlackRequest> read(byte[] form) {
        try {
            Map<String, String> fields = fields(new String(form, UTF_8));
            String payload = fields.get("payload");
            return payload == null ? command(fields) : press(JsonMapper.shared().readTree(payload));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty(); // Its message quotes the request.
        }
    }

    private static Optional<SlackRequest> command(Map<String, String> fields) {
        return asked(
                new Member(
                        fields.getOrDefault("team_id", ""),
                        fields.getOrDefault("channel_id", ""),
                        fields.getOrDefault("user_id", ""),
                        fields.getOrDefault("user_name", "")),
                fields.getOrDefault("text", ""),
                fields.getOrDefault("response_url", ""));
    }

    /// In a channel that workspaces share, the user's workspace is the one that counts.
    private static Optional<SlackRequest> press(JsonNode payload) {
        JsonNode user = payload.path("user");
        JsonNode action = payload.path("actions").path(0);
        if (!payload.path("type").stringValue("").equals("block_actions")
                || !action.path("action_id").stringValue("").startsWith(Messages.ASK)) {
            return Optional.of(new Told());
        }
        return asked(
                new Member(
                        user.path("team_id")
                                .stringValue(payload.path("team").path("id").stringValue("")),
                        payload.path("channel").path("id").stringValue(""),
                        user.path("id").stringValue(""),
                        user.path("username").stringValue("")),
                action.path("value").stringValue(""),
                payload.path("response_url").stringValue(""));
    }

    private static Optional<SlackRequest> asked(Member member, String text, String responseUrl) {
        boolean whole = !member.team().isEmpty() && !member.user().isEmpty() && !responseUrl.isEmpty();
        return whole ? Optional.of(new Asked(member, text, responseUrl)) : Optional.empty();
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : form.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals < 0
                    || fields.put(
                                    URLDecoder.decode(field.substring(0, equals), UTF_8),
                                    URLDecoder.decode(field.substring(equals + 1), UTF_8))
                            != null) {
                throw new IllegalArgumentException("not a form");
            }
        }
        return fields;
    }
}
