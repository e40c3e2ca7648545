package dev.nightmask.mask;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// A pseudonym that looks like an e-mail address and reaches nobody: a [Handle] at one of the domains that RFC 2606
/// reserves, like `amber.reef.k3v5q2m7xwtab@example.org`.
final class EmailSpelling implements Spelling {
    private static final byte[][] DOMAINS = Stream.of("@example.com", "@example.org", "@example.net", "@example.com")
            .map(domain -> domain.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    private static final int DOMAIN = "@example.com".length();

    /// Characters of the shortest form.
    static final int SHORTEST = Handle.SHORTEST + DOMAIN;

    /// Characters of the longest address of the full form.
    static final int LONGEST = Handle.LONGEST + DOMAIN;

    private final Handle handle;

    /// @param maxLength 0 when unlimited
    EmailSpelling(int maxLength) {
        this.handle = new Handle('.', maxLength == 0 ? 0 : maxLength - DOMAIN);
    }

    @Override
    public void append(KeyedHash hash, Field out) {
        handle.append(hash, out);
        out.append(DOMAINS[(int) (hash.word(2) >>> 40) & 3]);
    }
}
