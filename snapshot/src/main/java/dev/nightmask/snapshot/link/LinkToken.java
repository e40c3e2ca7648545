package dev.nightmask.snapshot.link;

import dev.nightmask.snapshot.archive.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// 256 random bits that are the permission to download one snapshot once. No store holds them, only their [#id];
/// they print as `***`.
public final class LinkToken {
    private static final int BYTES = 32;

    /// Base64 of 32 bytes in the alphabet of URLs; of the last digit only four bits count, the others are 0.
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

    private final String text;

    private LinkToken(String text) {
        this.text = text;
    }

    public static LinkToken next(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /// Reads a token as [#reveal] writes it; empty when it is anything else.
    public static Optional<LinkToken> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new LinkToken(text)) : Optional.empty();
    }

    /// The token for the one who may have it, 43 characters that need no escape in a URL. Never part of a message.
    public String reveal() {
        return text;
    }

    /// What names the token in the store and in messages: its SHA-256, 64 hex digits.
    public String id() {
        return Sha256.hexOf(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "***";
    }
}
