package dev.nightmask.snapshot.link;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.archive.ArchiveDigest;
import dev.nightmask.snapshot.archive.ArchiveReader;
import dev.nightmask.snapshot.link.ByteSource.Bytes;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.SecretUrl;
import dev.nightmask.snapshot.publish.Snapshots;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;

/// Downloads an archive to a file that appears only when it is whole and proven.
///
/// A download that is cut goes on by itself, at most [Tries#MAX] times without a byte between; one that fails
/// or is interrupted leaves what has arrived, and the next pull to the same file continues it, by another link
/// too. What does not prove to be an archive is removed.
public final class Pull {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Function<InputStream, ArchiveDigest> check;
    private final Progress progress;
    private final Clock clock;

    /// @param progress told of the stages `pull` and `verify`
    /// @param clock tells an expired link when its server does not say what time it is
    public Pull(Progress progress, Clock clock) {
        this(in -> ArchiveReader.check(in).digest(), progress, clock);
    }

    /// @param check reads an archive to its end, fails when it is damaged, and returns its digest
    Pull(Function<InputStream, ArchiveDigest> check, Progress progress, Clock clock) {
        this.check = check;
        this.progress = progress;
        this.clock = clock;
    }

    /// Pulls by a link: the archive must prove itself, no manifest being known.
    public void fromLink(SecretUrl link, Path output) {
        try (PartFile part = PartFile.open(output)) {
            download(new LinkSource(link, clock), part);
            prove(part);
            part.finish();
        }
    }

    /// Pulls from the store: the archive must be the one its manifest describes.
    public void fromStore(Snapshots snapshots, Manifest manifest, Path output) {
        try (PartFile part = PartFile.open(output)) {
            download(new StoreSource(snapshots, manifest), part);
            if (!prove(part).equals(manifest.archive())) {
                part.discard();
                throw new NightmaskException(
                        Failure.ARCHIVE_DAMAGED,
                        new Place.Snapshot(manifest.id().text()));
            }
            part.finish();
        }
    }

    private void download(ByteSource source, PartFile part) {
        Meter meter = new Meter(progress);
        Tries.make(part::length, () -> receive(source, part, meter));
    }

    /// Asks for the last byte again, since no server gives an empty range.
    private static void receive(ByteSource source, PartFile part, Meter meter) {
        try (Bytes bytes = source.open(Math.max(0, part.length() - 1), part.tag())) {
            part.continueAt(bytes.offset(), bytes.tag());
            meter.begin(bytes.sizeBytes());
            long arrived = bytes.offset();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = bytes.stream().read(buffer); n > 0; n = bytes.stream().read(buffer)) {
                meter.advance(arrived);
                part.write(buffer, n);
                arrived += n;
            }
            meter.advance(arrived);
            if (arrived != bytes.sizeBytes()) {
                throw cut();
            }
        } catch (IOException e) {
            throw cut(); // Its message can hold the link.
        }
    }

    private static NightmaskException cut() {
        return new NightmaskException(Failure.LINK_UNREACHABLE, new Place.Nowhere());
    }

    private ArchiveDigest prove(PartFile part) {
        progress.stage("verify", part.length());
        try (InputStream in = part.read()) {
            return check.apply(in);
        } catch (NightmaskException e) {
            part.discard();
            throw e;
        } catch (IOException e) {
            throw new NightmaskException(Failure.ARCHIVE_UNREADABLE, new Place.Nowhere());
        }
    }

    /// Counts every byte once, however often it is received.
    private static final class Meter {
        private final Progress progress;
        private long shown = -1;

        Meter(Progress progress) {
            this.progress = progress;
        }

        void begin(long sizeBytes) {
            if (shown < 0) {
                progress.stage("pull", sizeBytes);
                shown = 0;
            }
        }

        void advance(long position) {
            if (position > shown) {
                progress.advance(0, position - shown);
                shown = position;
            }
        }
    }
}
