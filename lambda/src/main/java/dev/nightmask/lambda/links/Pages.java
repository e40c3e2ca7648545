package dev.nightmask.lambda.links;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmask.failure.Failure;
import dev.nightmask.lambda.slack.Figures;
import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.publish.Manifest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/// What a browser shows of a link. No script, no picture, nothing from elsewhere; looking changes nothing.
///
/// @param downloads the scheme of the store's URLs, for example `https:`
record Pages(Clock clock, String downloads) {
    private static final Template PAGE = Template.named("page.html");
    private static final Template OPEN = Template.named("open.html");
    private static final Template CLOSED = Template.named("closed.html");
    private static final Template COUNTDOWN = Template.named("countdown.css");
    private static final String STYLE = Template.named("page.css").text();

    /// The page with the button, of a link that is open. When its time is over it loads itself again, once.
    HttpAnswer open(HandOut handOut, Manifest snapshot) {
        Instant now = clock.instant();
        long seconds = Duration.between(now, handOut.expiresAt()).toSeconds();
        long life = Duration.between(handOut.askedAt(), handOut.expiresAt()).toSeconds();
        Template main = OPEN.with("database", snapshot.name().text())
                .with("snapshot", snapshot.id().text())
                .with("taken", Figures.minute(snapshot.startedAt()))
                .with("age", Figures.age(Duration.between(snapshot.startedAt(), now)))
                .with("size", Figures.bytes(snapshot.archive().sizeBytes()))
                .with("seconds", seconds)
                .with("end", Figures.second(handOut.expiresAt()));
        Template countdown = COUNTDOWN
                .with("seconds", seconds)
                .with("part", String.format(Locale.ROOT, "%.4f", seconds / (double) life));
        Template page = PAGE.withMarkup("again", "<meta http-equiv=\"refresh\" content=\"" + (seconds + 1) + "\">\n")
                .with("title", "Snapshot of " + snapshot.name());
        return page(200, page, STYLE + countdown.text(), main);
    }

    /// The page of a link that leads nowhere.
    ///
    /// @param why one of the failures of links
    HttpAnswer closed(Failure why) {
        Template main = CLOSED.with("title", title(why));
        int status = why == Failure.LINK_UNKNOWN ? 404 : 410;
        return page(status, PAGE.withMarkup("again", "").with("title", title(why)), STYLE, main);
    }

    private static String title(Failure why) {
        return switch (why) {
            case LINK_SPENT -> "This link was used already";
            case LINK_EXPIRED -> "This link has expired";
            case LINK_REVOKED -> "This link was revoked";
            case SNAPSHOT_MISSING -> "This snapshot was deleted";
            case LINK_UNKNOWN -> "There is no such link";
            default -> throw new IllegalArgumentException(why.name());
        };
    }

    /// Browsers hold the redirect to the store against `form-action`.
    private HttpAnswer page(int status, Template page, String style, Template main) {
        String policy = "default-src 'none'; style-src 'sha256-" + digest(style) + "'; form-action 'self' " + downloads
                + "; base-uri 'none'; frame-ancestors 'none'";
        return new HttpAnswer(
                status,
                Map.of(
                        "content-type", "text/html; charset=utf-8",
                        "content-security-policy", policy,
                        "strict-transport-security", "max-age=31536000",
                        "x-robots-tag", "noindex"),
                page.withMarkup("style", style).withMarkup("main", main.text()).text());
    }

    private static String digest(String style) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
