package dev.nightmask.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.compress.Codecs;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be known of an archive of which only head, seal and some blocks are there.
class OutlineTest {
    private static final Set<Failure> DAMAGE = Set.of(
            Failure.ARCHIVE_DAMAGED, Failure.ARCHIVE_TRUNCATED, Failure.ARCHIVE_FORMAT, Failure.ARCHIVE_UNSEALED);

    private static final Toc TABLES = Archives.tables("players", "scores", "games");
    private static final byte[] ARCHIVE = archive("1\tada\n");

    @ParameterizedTest
    @ValueSource(strings = {"zlib:1", "zstd:1", "lz4", "none"})
    void headAndSealProveEachBlockByItself(String codec) {
        byte[] archive =
                Archives.write(TABLES, Codecs.parse(codec), rows("1\tada\n")).archive();
        Verified whole = Archives.verify(archive);
        Outline outline = outline(archive, whole);
        assertEquals(whole.toc(), outline.toc());
        assertEquals(whole.seal(), outline.seal());
        long end = whole.digest().headBytes();
        for (TocEntry table : TABLES.tableData()) {
            assertEquals(end, outline.range(table).offset());
            outline.prove(table, new ByteArrayInputStream(block(archive, outline.range(table))));
            end = outline.range(table).end();
        }
        assertEquals(
                end, Outline.sealRange(whole.digest(), whole.seal()).offset(), "the blocks end where the seal begins");
    }

    @Test
    void everyFlippedBitOfABlockIsRefused() {
        Outline outline = outline(ARCHIVE, Archives.verify(ARCHIVE));
        for (TocEntry table : TABLES.tableData()) {
            byte[] block = block(ARCHIVE, outline.range(table));
            for (int bit = 0; bit < block.length * 8; bit++) {
                block[bit / 8] ^= (byte) (1 << bit % 8);
                assertEquals(Failure.ARCHIVE_DAMAGED, failure(outline, table, block));
                block[bit / 8] ^= (byte) (1 << bit % 8);
            }
            assertEquals(Failure.ARCHIVE_TRUNCATED, failure(outline, table, Arrays.copyOf(block, block.length - 1)));
        }
    }

    @Test
    void everyFlippedBitOfHeadOrSealIsRefused() {
        Verified whole = Archives.verify(ARCHIVE);
        ByteRange seal = Outline.sealRange(whole.digest(), whole.seal());
        for (int at = 0; at < ARCHIVE.length; at++) {
            if (at < whole.digest().headBytes() || at >= seal.offset()) {
                for (int bit = 0; bit < 8; bit++) {
                    byte[] damaged = ARCHIVE.clone();
                    damaged[at] ^= (byte) (1 << bit);
                    assertRefused(() -> outline(damaged, whole));
                }
            }
        }
    }

    @Test
    void everyOtherLengthOfHeadOrSealIsRefused() {
        Verified whole = Archives.verify(ARCHIVE);
        int head = whole.digest().headBytes();
        int seal = (int) Outline.sealRange(whole.digest(), whole.seal()).offset();
        for (int shift = -30; shift <= 30; shift++) {
            if (shift != 0) {
                byte[] otherHead = Arrays.copyOf(ARCHIVE, head + shift);
                byte[] otherSeal = Arrays.copyOfRange(ARCHIVE, seal + shift, ARCHIVE.length);
                assertRefused(() -> Outline.prove(otherHead, tail(ARCHIVE, seal), whole.digest()));
                assertRefused(() -> Outline.prove(Arrays.copyOf(ARCHIVE, head), otherSeal, whole.digest()));
            }
        }
    }

    @Test
    void blockOfAnotherTableIsRefused() {
        Outline outline = outline(ARCHIVE, Archives.verify(ARCHIVE));
        TocEntry players = TABLES.tableData().get(0);
        byte[] games = block(ARCHIVE, outline.range(TABLES.tableData().get(2)));
        assertEquals(Failure.ARCHIVE_DAMAGED, failure(outline, players, games));
    }

    /// Yesterday's head, seal or block under today's manifest.
    @Test
    void partOfAnotherArchiveIsRefused() {
        byte[] other = archive("1\teve\n");
        Verified whole = Archives.verify(ARCHIVE);
        Verified replayed = Archives.verify(other);
        assertEquals(ARCHIVE.length, other.length, "only the digests can tell");
        int head = whole.digest().headBytes();
        int seal = (int) Outline.sealRange(whole.digest(), whole.seal()).offset();
        assertRefused(() -> outline(other, whole));
        assertRefused(() -> Outline.prove(Arrays.copyOf(ARCHIVE, head), tail(other, seal), whole.digest()));
        Outline outline = outline(ARCHIVE, whole);
        TocEntry players = TABLES.tableData().getFirst();
        byte[] block = block(other, outline(other, replayed).range(players));
        assertEquals(Failure.ARCHIVE_DAMAGED, failure(outline, players, block));
    }

    @Test
    void manifestThatCannotBeTrueIsRefusedBeforeAnythingIsFetched() {
        Verified whole = Archives.verify(ARCHIVE);
        ArchiveDigest digest = whole.digest();
        long blocks = Outline.sealRange(digest, whole.seal()).offset();
        for (long size : List.of(blocks, blocks - 1, 1L, blocks + (1L << 30))) {
            ArchiveDigest odd = new ArchiveDigest(digest.sha256(), digest.headBytes(), size);
            assertRefused(() -> Outline.sealRange(odd, whole.seal()));
        }
    }

    private static byte[] archive(String firstRow) {
        return Archives.write(TABLES, Codecs.parse("none"), rows(firstRow)).archive();
    }

    private static List<List<String>> rows(String firstRow) {
        return List.of(List.of(firstRow, "2\tbob\n"), List.of(), List.of("7\t2026-11-21\n"));
    }

    private static Outline outline(byte[] archive, Verified whole) {
        ByteRange seal = Outline.sealRange(whole.digest(), whole.seal());
        byte[] head = Arrays.copyOf(archive, whole.digest().headBytes());
        return Outline.prove(head, block(archive, seal), whole.digest());
    }

    private static byte[] block(byte[] archive, ByteRange range) {
        return Arrays.copyOfRange(archive, (int) range.offset(), (int) range.end());
    }

    private static byte[] tail(byte[] archive, int from) {
        return Arrays.copyOfRange(archive, from, archive.length);
    }

    private static Failure failure(Outline outline, TocEntry table, byte[] block) {
        return assertThrows(NightmaskException.class, () -> outline.prove(table, new ByteArrayInputStream(block)))
                .failure();
    }

    private static void assertRefused(Runnable proof) {
        Failure failure = assertThrows(NightmaskException.class, proof::run).failure();
        assertTrue(DAMAGE.contains(failure), failure::name);
    }
}
