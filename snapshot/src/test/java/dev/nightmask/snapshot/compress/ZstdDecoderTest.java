package dev.nightmask.snapshot.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;

class ZstdDecoderTest {
    @Test
    void windowLargerThanAnyOfOursIsRefusedBeforeItIsAllocated() throws Exception {
        assertEquals(List.of(1), decode(frameOfOneByte(23)));
        for (int windowLog = 24; windowLog <= 41; windowLog++) {
            byte[] frame = frameOfOneByte(windowLog);
            assertThrows(DataFormatException.class, () -> decode(frame));
        }
    }

    @Test
    void framesOfOtherKindsAreRefused() {
        byte[] lz4 = Lz4Frame.header();
        assertThrows(DataFormatException.class, () -> decode(lz4));
        assertThrows(DataFormatException.class, () -> decode(new byte[100]));
    }

    /// @return the lengths of the texts that came out
    private static List<Integer> decode(byte[] stream) throws DataFormatException {
        List<Integer> lengths = new ArrayList<>();
        try (Decoder decoder = Codecs.newDecoder(Compression.ZSTD)) {
            decoder.decode(stream, stream.length, (text, length) -> lengths.add(length));
            decoder.end();
        }
        return lengths;
    }

    /// RFC 8878, 3.1.1: magic number, descriptor, window descriptor, one last raw block of one byte.
    private static byte[] frameOfOneByte(int windowLog) {
        byte window = (byte) ((windowLog - 10) << 3);
        return new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, window, 1 | 1 << 3, 0, 0, 'a'};
    }
}
