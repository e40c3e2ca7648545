package dev.nightmask.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The version of this Nightmask, as the build wrote it.
public final class NightmaskVersion {
    private NightmaskVersion() {}

    public static String current() {
        try (InputStream in = Objects.requireNonNull(NightmaskVersion.class.getResourceAsStream("version.txt"))) {
            return new String(in.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
