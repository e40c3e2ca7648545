package dev.nightmask.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Rows of COPY text on their way to the server.
///
/// The values must need no escape: no tab, line feed or backslash. Fields are begun with `field()`; a row ends with
/// `end()`. Nothing is allocated per row. Not thread-safe; does not close the stream.
final class RowText {
    private static final int BUFFER = 1 << 18;
    private static final int LONGEST_ROW = 1 << 14;
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] NULL = ascii("\\N");

    private final OutputStream out;
    private final byte[] bytes = new byte[BUFFER];
    private final byte[] digits = new byte[20];
    private int length;
    private int rowStart;

    RowText(OutputStream out) {
        this.out = out;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Begins the next field of the row.
    RowText field() {
        if (length > rowStart) {
            bytes[length++] = '\t';
        }
        return this;
    }

    RowText nothing() {
        return text(NULL);
    }

    RowText text(byte[] value) {
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    RowText letter(char value) {
        bytes[length++] = (byte) value;
        return this;
    }

    RowText number(long value) {
        int at = digits.length;
        long rest = value;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        System.arraycopy(digits, at, bytes, length, digits.length - at);
        length += digits.length - at;
        return this;
    }

    /// A number filled up with zeros to this many digits.
    RowText padded(long value, int width) {
        long rest = value;
        for (int at = length + width - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += width;
        return this;
    }

    /// The lowest digits of a number in base 16.
    RowText hex(long value, int width) {
        for (int shift = 4 * (width - 1); shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(int) (value >>> shift) & 0xf];
        }
        return this;
    }

    void end() throws IOException {
        bytes[length++] = '\n';
        if (length > BUFFER - LONGEST_ROW) {
            flush();
        }
        rowStart = length;
    }

    void flush() throws IOException {
        out.write(bytes, 0, length);
        length = 0;
        rowStart = 0;
    }
}
