package dev.nightmask.lambda.announce;

import dev.nightmask.lambda.settings.Settings;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the environment says of announcements.
///
/// @param slackSecret the ARN of the app's secrets
/// @param channel the id of the channel that hears of every night
record AnnounceSettings(String slackSecret, String channel) {
    static final String SLACK_SECRET = "NIGHTMASK_SLACK_SECRET";

    /// @throws NightmaskException with everything that is missing
    static AnnounceSettings read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        Supplier<String> secret = settings.required(SLACK_SECRET, Function.<String>identity());
        Supplier<String> channel = settings.required("NIGHTMASK_SLACK_CHANNEL", Function.<String>identity());
        settings.check();
        return new AnnounceSettings(secret.get(), channel.get());
    }
}
