package dev.nightmask.snapshot.archive;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/// Proves of a file what [ArchiveReader#check] proves of a stream, with all processors: every data block has a digest
/// of its own, so they are hashed side by side, the longest first.
///
/// Each is begun where the head says it is; what comes of it is judged in the order of the blocks. So an archive is
/// refused for the same reason and at the same offset as in one pass.
public final class FileCheck {
    private static final int BUFFER_BYTES = 1 << 18;

    private final Path file;
    private final OwnHead own;
    private final List<EntryWire.Positioned> tables;

    private FileCheck(Path file, OwnHead own) {
        this.file = file;
        this.own = own;
        this.tables = own.tables();
    }

    /// A block at the place that the head claims, and its digest once it is there.
    private record Block(long bytes, FutureTask<Segment> hash) {}

    /// Reads the file to its end.
    ///
    /// @throws NightmaskException what [ArchiveReader] throws, or INTERRUPTED
    /// @throws IOException when the file cannot be opened
    public static Verified check(Path file) throws IOException {
        return new FileCheck(file, read(file, 0, OwnHead::read)).check();
    }

    private Verified check() throws IOException {
        List<Block> claimed = claimed(Files.size(file));
        try (ExecutorService processors = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("nightmask-hash-", 0).factory())) {
            claimed.stream()
                    .sorted(Comparator.comparingLong(Block::bytes).reversed())
                    .forEach(block -> processors.execute(block.hash));
            return judge(claimed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NightmaskException(Failure.INTERRUPTED, new Place.Nowhere());
        }
    }

    /// The blocks as far as each claims to lie behind the one before, as all do in an archive that is whole.
    private List<Block> claimed(long fileBytes) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < tables.size() && offset(i) > (i == 0 ? 0 : offset(i - 1)); i++) {
            int table = i;
            long end = i + 1 < tables.size() ? offset(i + 1) : fileBytes;
            blocks.add(new Block(end - offset(i), new FutureTask<>(() -> hash(table))));
        }
        return blocks;
    }

    /// 0 when the head does not say.
    private long offset(int table) {
        return tables.get(table).position() instanceof DataPosition.At at ? at.offset() : 0;
    }

    private Segment hash(int table) throws IOException {
        return read(file, offset(table), in -> {
            BlockInput block = new BlockInput(in);
            block.begin(tables.get(table).entry().dumpId());
            block.readTo((bytes, length) -> {});
            return in.endSegment();
        });
    }

    /// On a refusal, blocks that nobody has begun are left alone.
    private Verified judge(List<Block> claimed) throws IOException, InterruptedException {
        try {
            List<Segment> blocks = new ArrayList<>();
            long at = own.segment().bytes();
            for (int i = 0; i < tables.size(); i++) {
                if (offset(i) != at) {
                    throw new NightmaskException(Failure.ARCHIVE_DAMAGED, new Place.ArchiveOffset(at));
                }
                blocks.add(done(claimed.get(i).hash));
                at += blocks.getLast().bytes();
            }
            return Verified.of(own, blocks, read(file, at, in -> OwnSeal.read(in, own)));
        } finally {
            claimed.forEach(block -> block.hash.cancel(false));
        }
    }

    private static Segment done(FutureTask<Segment> hash) throws IOException, InterruptedException {
        try {
            return hash.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw e.getCause() instanceof NightmaskException refused
                    ? refused
                    : new IllegalStateException(e.getCause());
        }
    }

    private static <T> T read(Path file, long offset, Function<WireInput, T> reader) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(offset);
            return reader.apply(
                    new WireInput(new BufferedInputStream(in, BUFFER_BYTES), Failure.ARCHIVE_DAMAGED, offset));
        }
    }
}
