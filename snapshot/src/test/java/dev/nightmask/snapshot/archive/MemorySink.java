package dev.nightmask.snapshot.archive;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// An archive in memory, that holds its writer to the order of calls.
public final class MemorySink implements ArchiveSink {
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private int headBytes = -1;
    private Optional<byte[]> archive = Optional.empty();

    /// The whole archive, once it is complete.
    public byte[] archive() {
        return archive.orElseThrow();
    }

    public boolean isComplete() {
        return archive.isPresent();
    }

    @Override
    public void reserveHead(int bytes) {
        require(headBytes < 0);
        headBytes = bytes;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        require(headBytes >= 0 && archive.isEmpty());
        rest.write(bytes, offset, length);
    }

    @Override
    public void complete(byte[] head) {
        require(head.length == headBytes && archive.isEmpty());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head);
        whole.writeBytes(rest.toByteArray());
        archive = Optional.of(whole.toByteArray());
    }

    @Override
    public void close() {}

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("the sink's order of calls is broken");
        }
    }
}
