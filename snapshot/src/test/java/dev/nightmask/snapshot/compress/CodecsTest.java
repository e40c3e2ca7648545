package dev.nightmask.snapshot.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecsTest {
    @Test
    void zlibWithoutLevelIsFast() {
        assertEquals("zlib:1", Codecs.parse("zlib").name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "zlib:", "zlib:0", "zlib:10", "zlib:-1", "ZLIB:1", "none:1", "gzip", "zstd:1", "zlib:1\n"})
    void otherNamesAreRefusedWithoutRepeatingThem(String name) {
        NightmaskException e = assertThrows(NightmaskException.class, () -> Codecs.parse(name));
        assertEquals(Failure.COMPRESSION_UNKNOWN, e.failure());
        assertEquals("no compression has this name: --compression", e.getMessage());
    }
}
