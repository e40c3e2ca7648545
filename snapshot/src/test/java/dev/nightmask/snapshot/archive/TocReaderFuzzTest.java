package dev.nightmask.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.nightmask.failure.NightmaskException;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A table of contents from a stranger: whatever it claims, reading it fails as an archive does, soon, and in
/// memory that the archive's own length bounds.
class TocReaderFuzzTest {
    private static final int ROUNDS = 5_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16})
    void mutatedHeadFailsAsAnArchiveOrIsRead(int minor) {
        byte[] head = Archives.positioned(Archives.twoTables(minor)).toBytes();
        Random random = new Random(minor);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutated = mutate(head, random);
            long before = threads.getCurrentThreadAllocatedBytes();
            read += isRead(mutated) ? 1 : 0;
            assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 1 << 20, "round " + round);
        }
        assertTrue(read > 0 && read < ROUNDS, "mutations that were read: " + read);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16})
    void whateverIsReadIsWrittenAndReadAgain(int minor) {
        byte[] head = Archives.positioned(Archives.twoTables(minor)).toBytes();
        Random random = new Random(100 + minor);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutated = mutate(head, random);
            if (isRead(mutated)) {
                Toc toc = read(mutated);
                assertEquals(toc, read(Archives.positioned(toc).toBytes()));
            }
        }
    }

    private static boolean isRead(byte[] bytes) {
        try {
            read(bytes);
            return true;
        } catch (NightmaskException e) {
            return false;
        }
    }

    private static Toc read(byte[] bytes) {
        return TocReader.read(new ByteArrayInputStream(bytes));
    }

    private static byte[] mutate(byte[] head, Random random) {
        byte[] bytes = random.nextInt(8) == 0 ? Arrays.copyOf(head, random.nextInt(head.length)) : head.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
                default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0);
            }
        }
        return bytes;
    }
}
