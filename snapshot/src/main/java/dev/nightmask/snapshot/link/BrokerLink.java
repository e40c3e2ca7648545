package dev.nightmask.snapshot.link;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.publish.SecretUrl;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A link with a token, as Slack shows it: `https://host/g/TOKEN`. Redeeming spends it.
public final class BrokerLink {
    private static final String PATH = "/g/";
    private static final int PATIENCE_MILLIS = 20_000;

    private final URI uri;

    private BrokerLink(URI uri) {
        this.uri = uri;
    }

    /// The broker link that a link is; empty when it is presigned.
    public static Optional<BrokerLink> in(SecretUrl link) {
        URI uri = link.reveal();
        String path = Objects.requireNonNullElse(uri.getRawPath(), "");
        return path.startsWith(PATH)
                        && uri.getRawQuery() == null
                        && LinkToken.parse(path.substring(PATH.length())).isPresent()
                ? Optional.of(new BrokerLink(uri))
                : Optional.empty();
    }

    /// Redeems the token for a presigned URL. Fails with LINK_SPENT, LINK_EXPIRED, LINK_REVOKED, LINK_UNKNOWN or
    /// SNAPSHOT_MISSING as the broker says; with LINK_UNREACHABLE when it says nothing.
    public SecretUrl redeem() {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(0);
            connection.getOutputStream().close();
            String location = connection.getHeaderField("Location");
            if (connection.getResponseCode() == 303 && location != null) {
                return followed(location);
            }
            throw failure(meaning(connection.getResponseCode(), connection.getHeaderField("nightmask-failure")));
        } catch (IOException e) {
            throw failure(Failure.LINK_UNREACHABLE); // Its message holds the link.
        }
    }

    /// A link that nobody can overhear does not lead to one that anybody can.
    SecretUrl followed(String location) {
        SecretUrl url = SecretUrl.parse(location);
        if ("https".equals(uri.getScheme()) && !"https".equals(url.reveal().getScheme())) {
            throw failure(Failure.LINK_REFUSED);
        }
        return url;
    }

    private static Failure meaning(int status, @Nullable String said) {
        return switch (Objects.requireNonNullElse(said, "")) {
            case "LINK_SPENT" -> Failure.LINK_SPENT;
            case "LINK_EXPIRED" -> Failure.LINK_EXPIRED;
            case "LINK_REVOKED" -> Failure.LINK_REVOKED;
            case "LINK_UNKNOWN" -> Failure.LINK_UNKNOWN;
            case "SNAPSHOT_MISSING" -> Failure.SNAPSHOT_MISSING;
            default -> status >= 500 ? Failure.LINK_UNREACHABLE : Failure.LINK_REFUSED;
        };
    }

    private static NightmaskException failure(Failure failure) {
        return new NightmaskException(failure, new Place.Nowhere());
    }
}
