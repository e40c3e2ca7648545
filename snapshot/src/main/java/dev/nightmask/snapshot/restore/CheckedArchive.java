package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.archive.ArchiveReader;
import dev.nightmask.snapshot.archive.Seal;
import dev.nightmask.snapshot.archive.SourceIdentity;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.archive.Verified;
import dev.nightmask.snapshot.publish.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An archive every byte of which was compared with its digests.
///
/// @param name the id of its snapshot, or `sha256:` and its digest when it is of no store
record CheckedArchive(String name, Path file, Toc toc, Seal seal) {
    private static final Pattern MAJOR = Pattern.compile("\\d{1,3}");

    /// Reads the file to its end, and connects to nothing.
    ///
    /// @param manifest of the snapshot it must be, if that is known
    /// @throws NightmaskException ARCHIVE_UNREADABLE, what [ArchiveReader] finds, or ARCHIVE_DAMAGED when it is
    ///         another archive than the manifest's
    static CheckedArchive check(Path file, @Nullable Manifest manifest) {
        try (InputStream in = Files.newInputStream(file)) {
            Verified verified = ArchiveReader.check(in);
            if (manifest != null && !manifest.archive().equals(verified.digest())) {
                throw new NightmaskException(
                        Failure.ARCHIVE_DAMAGED,
                        new Place.Snapshot(manifest.id().text()));
            }
            if (verified.seal().sources().isEmpty()) {
                throw new NightmaskException(Failure.ARCHIVE_FORMAT, place(file));
            }
            String name = manifest == null
                    ? "sha256:" + verified.digest().sha256()
                    : manifest.id().text();
            return new CheckedArchive(name, file, verified.toc(), verified.seal());
        } catch (IOException e) {
            throw new NightmaskException(Failure.ARCHIVE_UNREADABLE, place(file));
        }
    }

    /// The system identifiers of the servers that it must never be restored into.
    Set<String> sources() {
        return seal.sources().stream().map(SourceIdentity::systemIdentifier).collect(Collectors.toSet());
    }

    /// The major version of the server it was taken from; 0 when it does not say.
    int sourceMajor() {
        Matcher digits = MAJOR.matcher(toc.header().serverVersion());
        return digits.lookingAt() ? Integer.parseInt(digits.group()) : 0;
    }

    /// The first major version of pg_restore that reads it.
    int readableSince() {
        return toc.header().readableSince();
    }

    long rows() {
        return seal.tables().stream().mapToLong(TableCount::rows).sum();
    }

    private static Place place(Path file) {
        return new Place.FilePosition(file.toString(), 0, 0);
    }
}
