package dev.nightmask.lambda.slack;

import java.net.URI;

/// Where Slack is.
///
/// @param methods under which methods are
/// @param hooks the origin of response URLs
public record SlackAddresses(URI methods, URI hooks) {

    public static SlackAddresses real() {
        return new SlackAddresses(URI.create("https://slack.com/api/"), URI.create("https://hooks.slack.com"));
    }
}
