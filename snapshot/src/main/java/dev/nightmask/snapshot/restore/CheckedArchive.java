package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.archive.ByteRange;
import dev.nightmask.snapshot.archive.FileCheck;
import dev.nightmask.snapshot.archive.Outline;
import dev.nightmask.snapshot.archive.Seal;
import dev.nightmask.snapshot.archive.SourceIdentity;
import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.archive.TocEntry;
import dev.nightmask.snapshot.archive.Verified;
import dev.nightmask.snapshot.publish.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An archive whose head, seal and data blocks were compared with their digests, as far as they are to be restored.
///
/// @param name the id of its snapshot, or `sha256:` and its digest when it is of no store
record CheckedArchive(String name, Path file, Toc toc, Seal seal) {
    private static final Pattern MAJOR = Pattern.compile("\\d{1,3}");

    /// Compares what a restore of these tables reads, and connects to nothing. When it is not known which archive it
    /// must be, that is the file to its end, since the seal alone says what its blocks must be.
    ///
    /// @param manifest of the snapshot it must be, if that is known
    static CheckedArchive check(Path file, @Nullable Manifest manifest, TableChoice tables) {
        return manifest == null || tables.isAll() ? check(file, manifest) : checkBlocks(file, manifest, tables);
    }

    /// The other blocks need not be there.
    private static CheckedArchive checkBlocks(Path file, Manifest manifest, TableChoice tables) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteRange seal = Outline.sealRange(manifest.archive(), manifest.seal());
            Outline outline = Outline.prove(
                    read(channel, new ByteRange(0, manifest.archive().headBytes())),
                    read(channel, seal),
                    manifest.archive());
            for (TocEntry table : tables.in(outline.toc())) {
                outline.prove(table, from(channel, outline.range(table).offset()));
            }
            return of(manifest.id().text(), file, outline.toc(), outline.seal());
        } catch (IOException e) {
            throw new NightmaskException(Failure.ARCHIVE_UNREADABLE, place(file));
        }
    }

    private static byte[] read(FileChannel channel, ByteRange range) throws IOException {
        return from(channel, range.offset()).readNBytes(Math.toIntExact(range.bytes()));
    }

    private static InputStream from(FileChannel channel, long offset) throws IOException {
        return Channels.newInputStream(channel.position(offset));
    }

    /// Reads the file to its end, and connects to nothing.
    ///
    /// @param manifest of the snapshot it must be, if that is known
    /// @throws NightmaskException ARCHIVE_UNREADABLE, what [FileCheck] finds, or ARCHIVE_DAMAGED when it is
    ///         another archive than the manifest's
    static CheckedArchive check(Path file, @Nullable Manifest manifest) {
        try {
            Verified verified = FileCheck.check(file);
            if (manifest != null && !manifest.archive().equals(verified.digest())) {
                throw new NightmaskException(
                        Failure.ARCHIVE_DAMAGED,
                        new Place.Snapshot(manifest.id().text()));
            }
            String name = manifest == null
                    ? "sha256:" + verified.digest().sha256()
                    : manifest.id().text();
            return of(name, file, verified.toc(), verified.seal());
        } catch (IOException e) {
            throw new NightmaskException(Failure.ARCHIVE_UNREADABLE, place(file));
        }
    }

    private static CheckedArchive of(String name, Path file, Toc toc, Seal seal) {
        if (seal.sources().isEmpty()) {
            throw new NightmaskException(Failure.ARCHIVE_FORMAT, place(file));
        }
        return new CheckedArchive(name, file, toc, seal);
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

    private static Place place(Path file) {
        return new Place.FilePosition(file.toString(), 0, 0);
    }
}
