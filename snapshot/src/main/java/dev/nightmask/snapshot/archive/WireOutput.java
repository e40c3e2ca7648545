package dev.nightmask.snapshot.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The primitives of an archive, written into memory: the mirror of [WireInput].
final class WireOutput {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    void byteValue(int value) {
        bytes.write(value);
    }

    void bytes(byte[] value) {
        bytes.writeBytes(value);
    }

    /// The magnitude stands beside the sign: this is not two's complement.
    void integer(int value) {
        bytes.write(value < 0 ? 1 : 0);
        littleEndian(Math.abs((long) value), Wire.INT_BYTES);
    }

    void string(@Nullable String value) {
        if (value == null) {
            integer(Wire.NULL_STRING);
            return;
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        integer(utf8.length);
        bytes(utf8);
    }

    void position(DataPosition position) {
        switch (position) {
            case DataPosition.NotSet notSet -> position(Wire.POSITION_NOT_SET, 0);
            case DataPosition.At at -> position(Wire.POSITION_SET, at.offset());
            case DataPosition.NoData noData -> position(Wire.POSITION_NO_DATA, 0);
        }
    }

    private void position(int state, long offset) {
        bytes.write(state);
        littleEndian(offset, Wire.OFFSET_BYTES);
    }

    private void littleEndian(long value, int length) {
        for (int i = 0; i < length; i++) {
            bytes.write((int) (value >>> (8 * i)));
        }
    }
}
