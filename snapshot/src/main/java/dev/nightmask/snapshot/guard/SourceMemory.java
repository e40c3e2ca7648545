package dev.nightmask.snapshot.guard;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.SourceNote;
import dev.nightmask.snapshot.publish.SourceNotes;
import dev.nightmask.snapshot.publish.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/// The sources that this machine remembers: whatever Nightmask connected to as a source here, and whatever a manifest
/// or an archive that was handled here names as one.
///
/// @param directory of this machine's state; made when there is something to remember, for its owner alone
public record SourceMemory(Path directory) {

    /// All of it; none when nothing was ever remembered.
    ///
    /// @throws NightmaskException SOURCES_UNREADABLE when there is something and it can't be read or understood: what
    ///         it says may be what forbids a restore
    public KnownSources known() {
        if (!isThere()) {
            return KnownSources.none();
        }
        try (ObjectStore store = Stores.directory(directory)) {
            return KnownSources.of(new SourceNotes(store).all());
        } catch (NightmaskException e) {
            throw unreadable(e.problems().getFirst().place() instanceof Place.Stored stored ? stored.key() : "");
        }
    }

    /// Adds to it.
    ///
    /// @return whether that was possible. It need not be, for a machine that takes snapshots and restores none: the
    ///     archive and its store name their sources themselves
    public boolean add(SourceNote note) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (ObjectStore store = Stores.directory(directory)) {
                new SourceNotes(store).add(note);
            }
            return true;
        } catch (IOException | NightmaskException e) {
            return false;
        }
    }

    private boolean isThere() {
        try {
            Files.readAttributes(directory, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw unreadable("");
        }
    }

    private NightmaskException unreadable(String key) {
        Path file = directory.resolve(key.isEmpty() ? "sources" : key);
        return new NightmaskException(Failure.SOURCES_UNREADABLE, new Place.FilePosition(file.toString(), 0, 0));
    }
}
