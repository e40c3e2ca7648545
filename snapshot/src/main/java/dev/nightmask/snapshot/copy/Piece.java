package dev.nightmask.snapshot.copy;

import dev.nightmask.snapshot.compress.Encoder;
import java.util.Arrays;
import java.util.Deque;

/// An encoded piece on its way from a reader to the writer: a buffer that its reader fills again and again.
final class Piece {
    private final Deque<Piece> home;
    private byte[] bytes = new byte[0];
    private int length;
    private long checksum;
    private long textBytes;
    private long rows;

    /// @param home where it waits to be filled
    Piece(Deque<Piece> home) {
        this.home = home;
    }

    void fill(Encoder.Encoded encoded, long textBytes, long rows) {
        if (bytes.length < encoded.length()) {
            bytes = Arrays.copyOf(encoded.bytes(), encoded.length());
        } else {
            System.arraycopy(encoded.bytes(), 0, bytes, 0, encoded.length());
        }
        this.length = encoded.length();
        this.checksum = encoded.checksum();
        this.textBytes = textBytes;
        this.rows = rows;
    }

    void handTo(Pieces pieces) {
        pieces.accept(new Encoder.Encoded(bytes, length, checksum), textBytes, rows);
    }

    void goHome() {
        home.add(this);
    }
}
