package dev.nightmask.mask;

import java.util.Arrays;

/// The bytes of one field: a growing buffer that is used again for row after row.
///
/// Not thread-safe. Growth doubles, so a run allocates only until it has seen its longest field.
public final class Field {
    private byte[] bytes = new byte[256];
    private int length;
    private boolean isNull;

    /// Makes the field empty and not NULL.
    public void clear() {
        length = 0;
        isNull = false;
    }

    /// Makes the field NULL.
    public void setNull() {
        length = 0;
        isNull = true;
    }

    public boolean isNull() {
        return isNull;
    }

    /// The number of bytes, from index 0 of [#array()].
    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /// The buffer itself, not a copy; valid until the next append.
    public byte[] array() {
        return bytes;
    }

    public byte byteAt(int index) {
        return bytes[index];
    }

    public void append(int b) {
        ensure(1);
        bytes[length++] = (byte) b;
    }

    public void append(byte[] source) {
        append(source, 0, source.length);
    }

    public void append(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    public void append(Field other) {
        append(other.bytes, 0, other.length);
    }

    /// Takes back everything behind the first `newLength` bytes.
    public void truncate(int newLength) {
        if (newLength < 0 || newLength > length) {
            throw new IndexOutOfBoundsException(newLength);
        }
        length = newLength;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), Math.min(bytes.length, 1 << 29) * 2));
        }
    }
}
