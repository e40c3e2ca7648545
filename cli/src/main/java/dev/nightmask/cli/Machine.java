package dev.nightmask.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What this machine is called: sixteen hex digits that are the same at each start and differ from other machines'.
/// They come from `/etc/machine-id`, which is not to be shown as it is (machine-id(5)), else from the host's name.
final class Machine {
    private static final int BYTES = 8;

    private Machine() {}

    static String name() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(identity().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String identity() {
        try {
            return "nightmask " + Files.readString(Path.of("/etc/machine-id")).strip();
        } catch (IOException e) {
            return hostName();
        }
    }

    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
