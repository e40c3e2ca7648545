package dev.nightmask.snapshot.publish;

import dev.nightmask.snapshot.archive.ArchiveSink;

/// An archive on its way into a directory: written behind a gap for its head, then the head, then renamed.
final class FileUpload implements ArchiveSink {
    private final HiddenFile file;
    private final Runnable publish;
    private final FileFailures failures;
    private int headBytes = -1;

    /// @param publish gives the file its name
    FileUpload(HiddenFile file, Runnable publish, FileFailures failures) {
        this.file = file;
        this.publish = publish;
        this.failures = failures;
    }

    @Override
    public void reserveHead(int bytes) {
        headBytes = bytes;
        failures.attempt(() -> {
            file.position(bytes);
            return bytes;
        });
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (headBytes < 0) {
            throw new IllegalStateException("no head reserved");
        }
        failures.attempt(() -> {
            file.write(bytes, offset, length);
            return length;
        });
    }

    @Override
    public void complete(byte[] head) {
        if (head.length != headBytes) {
            throw new IllegalArgumentException("reserved " + headBytes + ", got " + head.length);
        }
        failures.attempt(() -> {
            file.position(0);
            file.write(head, 0, head.length);
            file.force();
            return head;
        });
        Undisturbed.run(publish);
    }

    @Override
    public void close() {
        failures.attempt(() -> {
            file.close();
            return true;
        });
    }
}
