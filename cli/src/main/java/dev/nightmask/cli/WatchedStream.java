package dev.nightmask.cli;

import dev.nightmask.snapshot.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A stream whose reader is watched.
final class WatchedStream extends FilterInputStream {
    private final Progress progress;

    WatchedStream(InputStream in, Progress progress) {
        super(in);
        this.progress = progress;
    }

    /// Opens a file and begins the stage in which it is read.
    static InputStream open(Path file, String stage, Progress progress) throws IOException {
        InputStream in = Files.newInputStream(file);
        progress.stage(stage, Files.size(file));
        return new WatchedStream(in, progress);
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        progress.advance(0, b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        progress.advance(0, Math.max(0, count));
        return count;
    }
}
