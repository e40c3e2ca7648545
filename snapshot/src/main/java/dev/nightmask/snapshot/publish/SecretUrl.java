package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.net.URI;

/// A URL that is itself the permission to read: it prints as `***`.
public final class SecretUrl {
    private final URI uri;

    private SecretUrl(URI uri) {
        this.uri = uri;
    }

    /// Reads a link; the failure does not repeat it.
    public static SecretUrl parse(String text) {
        return parse(text, "LINK");
    }

    /// Reads a URL of http or https; the failure does not repeat it.
    ///
    /// @param setting the argument or option that holds it, for messages
    public static SecretUrl parse(String text, String setting) {
        try {
            URI uri = URI.create(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null) {
                return new SecretUrl(uri);
            }
        } catch (IllegalArgumentException e) {
            throw notALink(setting);
        }
        throw notALink(setting);
    }

    private static NightmaskException notALink(String setting) {
        return new NightmaskException(Failure.LINK_REFUSED, new Place.Setting(setting));
    }

    /// The URL for the one who may have it. Never part of a message.
    public URI reveal() {
        return uri;
    }

    @Override
    public String toString() {
        return "***";
    }
}
