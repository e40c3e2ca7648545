package dev.nightmask.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ByteRangeTest {
    @Test
    void rangesThatTouchBecomeOne() {
        assertEquals(
                List.of(new ByteRange(0, 30), new ByteRange(31, 9)),
                ByteRange.joined(List.of(
                        new ByteRange(0, 10), new ByteRange(10, 15), new ByteRange(25, 5), new ByteRange(31, 9))));
        assertEquals(List.of(), ByteRange.joined(List.of()));
    }

    @Test
    void rangeWithoutBytesOrBehindAllFilesIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new ByteRange(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new ByteRange(-1, 2));
        assertThrows(IllegalArgumentException.class, () -> new ByteRange(1, Long.MAX_VALUE));
    }
}
