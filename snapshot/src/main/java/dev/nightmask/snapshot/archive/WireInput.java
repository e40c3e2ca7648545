package dev.nightmask.snapshot.archive;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// The primitives of an archive, read from a stream: bytes, ints, strings and positions.
///
/// Takes exactly the bytes it was asked for, counts them, and hashes them. What an archive claims to be long
/// is allocated only as far as the stream really goes. Does not close the stream.
final class WireInput {
    private final InputStream in;
    private final Failure malformed;
    private final MessageDigest sha256 = Sha256.start();
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private long offset;
    private long segmentStart;
    private int stringBudget = Limits.STRING_BYTES;

    /// @param malformed the failure when the bytes are not what the format asks for
    WireInput(InputStream in, Failure malformed) {
        this(in, malformed, 0);
    }

    /// @param offset in the archive of the stream's first byte
    WireInput(InputStream in, Failure malformed, long offset) {
        this.in = in;
        this.malformed = malformed;
        this.offset = offset;
        this.segmentStart = offset;
    }

    /// Of the next byte, from the start of the archive.
    long offset() {
        return offset;
    }

    /// Everything that was read since the start or the last call; at least one byte.
    Segment endSegment() {
        Segment segment = new Segment(offset - segmentStart, Sha256.hex(sha256.digest()));
        segmentStart = offset;
        return segment;
    }

    NightmaskException malformed(long at) {
        return new NightmaskException(malformed, new Place.ArchiveOffset(at));
    }

    boolean atEnd() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            throw unreadable();
        }
    }

    int byteValue() {
        return bytes(1)[0] & 0xff;
    }

    byte[] bytes(int length) {
        try {
            byte[] bytes = in.readNBytes(length);
            took(bytes, bytes.length, length);
            return bytes;
        } catch (IOException e) {
            throw unreadable();
        }
    }

    /// Fills the first `length` bytes of `target`.
    void fill(byte[] target, int length) {
        try {
            took(target, in.readNBytes(target, 0, length), length);
        } catch (IOException e) {
            throw unreadable();
        }
    }

    /// A sign byte and a magnitude of four bytes, little end first; zero has no sign.
    int integer() {
        long at = offset;
        int sign = byteValue();
        long magnitude = littleEndian(Wire.INT_BYTES);
        long value = sign == 0 ? magnitude : -magnitude;
        if (sign > (magnitude == 0 ? 0 : 1) || value != (int) value) {
            throw malformed(at);
        }
        return (int) value;
    }

    int integer(int min, int max) {
        long at = offset;
        int value = integer();
        if (value < min || value > max) {
            throw malformed(at);
        }
        return value;
    }

    String string() {
        long at = offset;
        String string = nullableString();
        if (string == null) {
            throw malformed(at);
        }
        return string;
    }

    @Nullable
    String nullableString() {
        long at = offset;
        int length = integer(Wire.NULL_STRING, stringBudget);
        if (length == Wire.NULL_STRING) {
            return null;
        }
        stringBudget -= length;
        return decode(bytes(length), at);
    }

    DataPosition position() {
        long at = offset;
        int state = byteValue();
        long position = littleEndian(Wire.OFFSET_BYTES);
        if (position < 0) {
            throw malformed(at);
        }
        return switch (state) {
            case Wire.POSITION_NOT_SET -> new DataPosition.NotSet();
            case Wire.POSITION_SET -> new DataPosition.At(position);
            case Wire.POSITION_NO_DATA -> new DataPosition.NoData();
            default -> throw malformed(at);
        };
    }

    private long littleEndian(int length) {
        byte[] bytes = bytes(length);
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[i] & 0xff);
        }
        return value;
    }

    /// PostgreSQL's programs would end a string at a NUL, and so read something else than we do.
    private String decode(byte[] bytes, long at) {
        try {
            String string = utf8.decode(ByteBuffer.wrap(bytes)).toString();
            if (string.indexOf('\0') >= 0) {
                throw malformed(at);
            }
            return string;
        } catch (CharacterCodingException e) {
            throw malformed(at);
        }
    }

    private void took(byte[] bytes, int count, int wanted) {
        sha256.update(bytes, 0, count);
        offset += count;
        if (count < wanted) {
            throw new NightmaskException(Failure.ARCHIVE_TRUNCATED, new Place.ArchiveOffset(offset));
        }
    }

    private NightmaskException unreadable() {
        return new NightmaskException(Failure.ARCHIVE_UNREADABLE, new Place.ArchiveOffset(offset));
    }
}
