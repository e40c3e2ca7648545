package dev.nightmask.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.compress.Codecs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with an archive is told as a single pass would tell it, whatever order its blocks were hashed in.
class FileCheckTest {
    private final byte[] archive = Archives.write(
                    Archives.tables("players", "scores", "teams"),
                    Codecs.parse("none"),
                    List.of(List.of("1\tAda\n"), List.of("1\t10\n", "2\t20\n", "3\t30\n"), List.of()))
            .archive();

    @TempDir
    private Path directory;

    @Test
    void wholeArchiveIsProvenWithTheSameDigest() throws IOException {
        Verified onePass = ArchiveReader.check(new ByteArrayInputStream(archive));
        assertEquals(onePass, FileCheck.check(file(archive)));
    }

    @Test
    void archiveWithoutTablesIsProven() throws IOException {
        byte[] empty = Archives.write(Archives.tables(), Codecs.parse("none"), List.of())
                .archive();
        assertEquals(empty.length, FileCheck.check(file(empty)).digest().sizeBytes());
    }

    @Test
    void everyFlippedBitIsToldAsInOnePass() throws IOException {
        for (int bit = 0; bit < archive.length * 8; bit++) {
            byte[] damaged = archive.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertToldAsInOnePass(damaged, "bit " + bit);
        }
    }

    @Test
    void everyTruncationIsToldAsInOnePass() throws IOException {
        for (int length = 0; length < archive.length; length++) {
            assertToldAsInOnePass(Arrays.copyOf(archive, length), "length " + length);
        }
    }

    @Test
    void everyExchangedStretchIsToldAsInOnePass() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = archive.clone();
            int length = 1 + random.nextInt(200);
            int from = random.nextInt(archive.length - length);
            int to = random.nextInt(archive.length - length);
            System.arraycopy(archive, from, damaged, to, length);
            if (!Arrays.equals(archive, damaged)) {
                assertToldAsInOnePass(damaged, length + " bytes from " + from + " at " + to);
            }
        }
    }

    @Test
    void bytesBehindTheSealAreToldAsInOnePass() throws IOException {
        assertToldAsInOnePass(Arrays.copyOf(archive, archive.length + 1), "one more");
    }

    @Test
    void fileThatIsNotThereCannotBeOpened() {
        assertThrows(IOException.class, () -> FileCheck.check(directory.resolve("none")));
    }

    private void assertToldAsInOnePass(byte[] damaged, String what) throws IOException {
        NightmaskException expected = assertThrows(
                NightmaskException.class, () -> ArchiveReader.check(new ByteArrayInputStream(damaged)), what);
        Path file = file(damaged);
        NightmaskException told = assertThrows(NightmaskException.class, () -> FileCheck.check(file), what);
        assertEquals(expected.problems(), told.problems(), what);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("archive"), bytes);
    }
}
