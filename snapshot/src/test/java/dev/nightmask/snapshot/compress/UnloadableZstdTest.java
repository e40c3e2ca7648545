package dev.nightmask.snapshot.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.failure.NightmaskException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UnloadableZstdTest {
    @Test
    void libraryThatCannotBeLoadedIsToldBeforeTheRunAndSparesTheOthers() throws IOException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-DZstdNativePath=/nowhere/libzstd.so",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Machine.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("""
                COMPRESSION_UNAVAILABLE
                COMPRESSION_UNAVAILABLE
                COMPRESSION_UNAVAILABLE
                lz4
                """, said);
    }

    /// One where the library's native code is missing.
    static final class Machine {
        private Machine() {}

        static void main() {
            tell(() -> Codecs.parse("zstd:1"));
            tell(() -> Codecs.parse("zstd:1"));
            tell(() -> Codecs.newDecoder(Compression.ZSTD));
            System.out.println(Codecs.parse("lz4").name());
        }

        private static void tell(Runnable attempt) {
            try {
                attempt.run();
                System.out.println("loaded");
            } catch (NightmaskException e) {
                System.out.println(e.failure());
            }
        }
    }
}
