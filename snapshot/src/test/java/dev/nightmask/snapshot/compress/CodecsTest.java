package dev.nightmask.snapshot.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecsTest {
    @Test
    void withoutALevelItIsFast() {
        assertEquals("zlib:1", Codecs.parse("zlib").name());
        assertEquals("zstd:1", Codecs.parse("zstd").name());
    }

    @Test
    void levelsThatTheNativeLibraryHasAreItsOwnWhereItIsInstalled() {
        String engine = IsaL.load(IsaL.LIBRARY).isPresent() ? "ISA-L" : "JDK";
        for (int level = 1; level <= 9; level++) {
            assertEquals(
                    level <= 3 ? engine : "JDK", Codecs.parse("zlib:" + level).engine());
            assertEquals("JDK", Codecs.parseForJdk("zlib:" + level).engine());
        }
    }

    @Test
    void everyLevelHasItsName() {
        for (int level = 1; level <= 19; level++) {
            assertEquals("zstd:" + level, Codecs.parse("zstd:" + level).name());
        }
        assertTrue(Codecs.parse("zstd:19").engine().startsWith("zstd-jni 1."));
        assertTrue(Codecs.parse("lz4").engine().startsWith("lz4-java "));
    }

    @Test
    void machineWithoutTheNativeLibraryDoesWithoutIt() {
        assertTrue(IsaL.load("libisal-that-is-not-there.so.2").isEmpty());
        assertTrue(IsaL.load("libc.so.6").isEmpty(), "a library without its functions is not it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zlib:",
                "zlib:0",
                "zlib:10",
                "zlib:-1",
                "ZLIB:1",
                "none:1",
                "gzip",
                "zlib:1\n",
                "zstd:",
                "zstd:0",
                "zstd:20",
                "zstd:01",
                "zstd:-5",
                "lz4:1",
                "lz4hc"
            })
    void otherNamesAreRefusedWithoutRepeatingThem(String name) {
        NightmaskException e = assertThrows(NightmaskException.class, () -> Codecs.parse(name));
        assertEquals(Failure.COMPRESSION_UNKNOWN, e.failure());
        assertEquals("no compression has this name: --compression", e.getMessage());
    }
}
