package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/// What a client program needs to log in as our own sessions do, until it has ended.
///
/// Its password is in a password file that only this user can read, in memory where the system has a place for that,
/// and gone when this is closed. It is not in the environment: that of a process can be read in `/proc`, and is part
/// of what a crash leaves behind.
public final class ChildLogin implements AutoCloseable {
    private static final Path IN_MEMORY = Path.of("/dev/shm");

    /// Where there is no password, none of the user's own files is looked at.
    private static final Path NONE = Path.of("/nonexistent");

    private final Map<String, String> environment;
    private final Path passwordFile;

    private ChildLogin(Map<String, String> environment, Path passwordFile) {
        this.environment = environment;
        this.passwordFile = passwordFile;
    }

    static ChildLogin open(Map<String, String> environment, Password password) {
        Path file = password.isNone() ? NONE : written(password);
        Map<String, String> all = new TreeMap<>(environment);
        all.put("PGPASSFILE", file.toString());
        return new ChildLogin(all, file);
    }

    /// The whole environment of the program.
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /// Fails with OUTPUT_UNWRITABLE where there is no place for it.
    ///
    /// Source: PostgreSQL manual, "The Password File".
    private static Path written(Password password) {
        String text = password.reveal();
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw Parameter.notUnderstood(Parameter.PASSWORD.key());
        }
        String line = "*:*:*:*:" + text.replace("\\", "\\\\").replace(":", "\\:") + "\n";
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Path file = Files.isWritable(IN_MEMORY)
                    ? Files.createTempFile(IN_MEMORY, "nightmask-login", "", ownerOnly)
                    : Files.createTempFile("nightmask-login", "", ownerOnly);
            return Files.writeString(file, line);
        } catch (IOException e) {
            throw failure(Path.of(System.getProperty("java.io.tmpdir")));
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(passwordFile);
        } catch (IOException e) {
            throw failure(passwordFile);
        }
    }

    private static NightmaskException failure(Path file) {
        return new NightmaskException(Failure.OUTPUT_UNWRITABLE, new Place.FilePosition(file.toString(), 0, 0));
    }
}
