package dev.nightmask.cli;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.mask.PseudonymizationKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import picocli.CommandLine.Option;

/// The pseudonymization key. There is no default.
final class KeyOptions {
    private static final String VARIABLE = "NIGHTMASK_KEY";
    private static final int LONGEST = 1_024;

    @Option(
            names = "--key-file",
            paramLabel = "PATH",
            description = "The file of the pseudonymization key; without it, NIGHTMASK_KEY.")
    private String file = "";

    PseudonymizationKey key(Map<String, String> environment) {
        String text = file.isEmpty() ? environment.getOrDefault(VARIABLE, "") : read(Path.of(file));
        if (text.isBlank()) {
            throw new NightmaskException(Failure.KEY_MISSING, place());
        }
        try {
            return PseudonymizationKey.parse(text);
        } catch (NightmaskException e) {
            throw new NightmaskException(e.failure(), place());
        }
    }

    private String read(Path path) {
        try {
            if (Files.isRegularFile(path)
                    && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ)) {
                throw new NightmaskException(Failure.KEY_FILE_OPEN, place());
            }
            try (InputStream in = Files.newInputStream(path)) {
                return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new NightmaskException(Failure.KEY_FILE_UNREADABLE, place());
        }
    }

    private Place place() {
        return file.isEmpty() ? new Place.Setting(VARIABLE) : new Place.FilePosition(file, 0, 0);
    }
}
