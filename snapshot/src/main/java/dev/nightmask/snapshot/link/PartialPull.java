package dev.nightmask.snapshot.link;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.archive.ByteRange;
import dev.nightmask.snapshot.archive.Outline;
import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.archive.TocEntry;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Snapshots;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// Fetches from a store what a restore of some tables needs: head and seal of the archive, and the data blocks of
/// these tables. No other byte is asked for.
///
/// A download that is cut goes on by itself, as with [Pull].
public final class PartialPull {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Snapshots snapshots;
    private final Manifest manifest;
    private final Progress progress;

    /// @param progress told of the stage `pull`, which is the data blocks
    public PartialPull(Snapshots snapshots, Manifest manifest, Progress progress) {
        this.snapshots = snapshots;
        this.manifest = manifest;
        this.progress = progress;
    }

    /// Writes a new file in which each byte stands where it does in the archive. Head and seal are proven against
    /// the manifest before a table is chosen; the data blocks are not: who reads them does that by [Outline#prove].
    ///
    /// @param choice says of all that the archive holds which TABLE DATA entries are wanted, in their order
    public void into(Path output, Function<Toc, List<TocEntry>> choice) {
        ByteRange head = new ByteRange(0, manifest.archive().headBytes());
        ByteRange seal = Outline.sealRange(manifest.archive(), manifest.seal());
        try (SparseFile file = SparseFile.create(output)) {
            fetch(head, file, Progress.none());
            fetch(seal, file, Progress.none());
            Outline outline = Outline.prove(file.read(head), file.read(seal), manifest.archive());
            List<ByteRange> blocks = ByteRange.joined(
                    choice.apply(outline.toc()).stream().map(outline::range).toList());
            progress.stage("pull", blocks.stream().mapToLong(ByteRange::bytes).sum());
            blocks.forEach(range -> fetch(range, file, progress));
        }
    }

    private void fetch(ByteRange range, SparseFile file, Progress shown) {
        Fetch fetch = new Fetch(range, file, shown);
        Tries.make(() -> fetch.at, () -> {
            if (fetch.at < range.end()) { // A connection can be cut behind the last byte.
                fetch.goOn();
            }
        });
    }

    /// One range on its way.
    private final class Fetch {
        private final ByteRange range;
        private final SparseFile file;
        private final Progress shown;
        private long at;

        Fetch(ByteRange range, SparseFile file, Progress shown) {
            this.range = range;
            this.file = file;
            this.shown = shown;
            this.at = range.offset();
        }

        void goOn() {
            byte[] buffer = new byte[BUFFER_BYTES];
            try (InputStream in = snapshots.open(manifest, new ByteRange(at, range.end() - at))) {
                for (int n = in.read(buffer); n > 0 && at < range.end(); n = in.read(buffer)) {
                    int wanted = (int) Math.min(n, range.end() - at);
                    file.write(at, buffer, wanted);
                    at += wanted;
                    shown.advance(0, wanted);
                }
            } catch (IOException e) {
                throw failure(Failure.STORE_UNREACHABLE);
            }
            if (at < range.end()) {
                throw failure(Failure.ARCHIVE_TRUNCATED);
            }
        }

        private NightmaskException failure(Failure failure) {
            return new NightmaskException(failure, new Place.ArchiveOffset(at));
        }
    }
}
