package dev.nightmask.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedBlocksTest {
    private static final int BLOCK = 16;
    private static final long[] NONE = {};

    private final KeyedBlocks blocks = new KeyedBlocks(Masking.KEY, "test", "domain");

    /// The JDK's own CBC is the oracle for the chaining.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 9})
    void outputIsTheLastBlockOfCbcAndThenAStreamByCounting(int count) throws GeneralSecurityException {
        var random = new Random(count);
        ByteBuffer input = ByteBuffer.allocate((count / 2 + 1) * BLOCK);
        for (int round = 0; round < 100; round++) {
            long header = random.nextLong();
            long[] numbers = random.longs(count + 2).toArray();
            input.clear();
            input.putLong(header);
            for (int i = 1; i <= count; i++) {
                input.putLong(numbers[i]);
            }
            blocks.absorb(header, numbers, 1, count + 1);
            ByteBuffer tag = encrypt(input.array());
            long first = tag.getLong(tag.capacity() - BLOCK);
            long second = tag.getLong(tag.capacity() - 8);
            expect(first, second);
            for (int counter = 1; counter < 5; counter++) {
                ByteBuffer next = encrypt(ByteBuffer.allocate(BLOCK)
                        .putLong(first)
                        .putLong(second ^ counter)
                        .array());
                expect(next.getLong(0), next.getLong(8));
            }
        }
    }

    @Test
    void everyNumberBelowABoundIsEquallyLikely() {
        blocks.absorb(1, NONE, 0, 0);
        int[] seen = new int[26];
        for (int i = 0; i < 260_000; i++) {
            seen[(int) blocks.below(26)]++;
        }
        for (int times : seen) {
            assertTrue(times > 9_500 && times < 10_500, times + " times of 10,000");
        }
    }

    /// Without a second draw, two in three numbers would come up half as often again as the third.
    @Test
    void boundNearTheSizeOfTheDrawIsFairToo() {
        blocks.absorb(2, NONE, 0, 0);
        long bound = 3L << 61;
        int[] seen = new int[3];
        for (int i = 0; i < 30_000; i++) {
            seen[(int) (blocks.below(bound) % 3)]++;
        }
        for (int times : seen) {
            assertTrue(times > 9_500 && times < 10_500, times + " times of 10,000");
        }
    }

    private void expect(long first, long second) {
        assertEquals(first, blocks.next());
        assertEquals(second, blocks.next());
    }

    private static ByteBuffer encrypt(byte[] input) throws GeneralSecurityException {
        Cipher cbc = Cipher.getInstance("AES/CBC/NoPadding");
        var key = Masking.KEY.derive("test", "domain", "AES");
        cbc.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[BLOCK]));
        return ByteBuffer.wrap(cbc.doFinal(input));
    }
}
