package dev.nightmask.snapshot.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The hash that every digest of an archive is made with, and by which a store names what it must not hold.
public final class Sha256 {
    private Sha256() {}

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /// The digest of bytes, 64 hex digits.
    public static String hexOf(byte[] bytes) {
        return hex(start().digest(bytes));
    }
}
