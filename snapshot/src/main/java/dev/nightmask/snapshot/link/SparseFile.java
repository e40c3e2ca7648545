package dev.nightmask.snapshot.link;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.archive.ByteRange;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// A new file in which bytes stand where they do in another one. What was not written is a hole: it takes no room
/// where the file system knows such files.
final class SparseFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private SparseFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Fails with OUTPUT_EXISTS or OUTPUT_UNWRITABLE, as every method here does.
    static SparseFile create(Path path) {
        try {
            Set<StandardOpenOption> options = Set.of(
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SPARSE);
            return new SparseFile(path, FileChannel.open(path, options));
        } catch (FileAlreadyExistsException e) {
            throw failure(Failure.OUTPUT_EXISTS, path);
        } catch (IOException e) {
            throw failure(Failure.OUTPUT_UNWRITABLE, path);
        }
    }

    void write(long offset, byte[] bytes, int length) {
        try {
            ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
            while (rest.hasRemaining()) {
                channel.write(rest, offset + rest.position());
            }
        } catch (IOException e) {
            throw failure(Failure.OUTPUT_UNWRITABLE, path);
        }
    }

    /// Reads what was written.
    byte[] read(ByteRange range) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(range.bytes()));
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, range.offset() + bytes.position()) < 0) {
                    throw new EOFException();
                }
            }
            return bytes.array();
        } catch (IOException e) {
            throw failure(Failure.OUTPUT_UNWRITABLE, path);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure(Failure.OUTPUT_UNWRITABLE, path);
        }
    }

    private static NightmaskException failure(Failure failure, Path path) {
        return new NightmaskException(failure, new Place.FilePosition(path.toString(), 0, 0));
    }
}
