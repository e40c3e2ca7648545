package dev.nightmask.snapshot.publish;

/// Bytes of one part of a multipart upload, filled from the front. Whoever fills it hands it on to whoever
/// sends it, and gets it back to fill it again.
final class Part {
    private final byte[] bytes;
    private int number;
    private int length;

    /// @param number from 1 to 10,000, as S3 counts
    Part(int number, int capacity) {
        this.bytes = new byte[capacity];
        this.number = number;
    }

    int number() {
        return number;
    }

    int capacity() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    /// How many of the bytes are filled.
    int length() {
        return length;
    }

    boolean isFull() {
        return length == bytes.length;
    }

    /// The same memory as another part, empty.
    Part as(int otherNumber) {
        number = otherNumber;
        length = 0;
        return this;
    }

    /// Leaves the first bytes for [#putHead].
    void reserve(int count) {
        length = count;
    }

    void putHead(byte[] head) {
        System.arraycopy(head, 0, bytes, 0, head.length);
    }

    /// Takes what fits and returns how much that is.
    int fill(byte[] from, int offset, int count) {
        int taken = Math.min(count, bytes.length - length);
        System.arraycopy(from, offset, bytes, length, taken);
        length += taken;
        return taken;
    }
}
