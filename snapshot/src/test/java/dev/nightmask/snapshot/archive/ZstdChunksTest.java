package dev.nightmask.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdDecompressCtx;
import dev.nightmask.failure.Failure;
import dev.nightmask.snapshot.compress.Codec;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.compress.Encoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// pg_restore goes on to the next chunk of a block when a frame of zstd ends (`compress_zstd.c`), so what stands
/// behind it in its chunk would be lost without a word. Reads as pg_restore does.
class ZstdChunksTest {
    private static final int CHUNK_BYTES = 1 << 18;
    private static final byte[] TERMINATOR = {'\\', '.', '\n', '\n', '\n'};

    @Test
    void readingAsPgRestoreDoesLosesWhatStandsBehindAFrame() {
        byte[] one = encode(noise(1000, 1));
        byte[] both = join(List.of(one, encode(noise(1000, 2))));
        assertArrayEquals(noise(1000, 1), readAsPgRestore(List.of(both)));
        assertEquals(2000, readAsPgRestore(List.of(one, encode(noise(1000, 2)))).length);
    }

    @Test
    void everyFrameEndsWithItsChunk() {
        List<byte[]> pieces = new ArrayList<>();
        pieces.add(noise(1, 3));
        pieces.add(new byte[0]);
        pieces.add(noise(3 << 20, 4));
        pieces.add(new byte[16 << 20]);
        for (int around = -2; around <= 2; around++) {
            pieces.add(pieceWithFrameOf(CHUNK_BYTES + around));
            pieces.add(pieceWithFrameOf(2 * CHUNK_BYTES + around));
        }
        IntStream.range(0, 500).forEach(i -> pieces.add(noise(i, i)));
        pieces.add(TERMINATOR);
        assertArrayEquals(join(pieces), readAsPgRestore(chunks(archive(pieces.subList(0, pieces.size() - 1)))));
    }

    @Test
    void tableWithoutRowsIsOneFrameInOneChunk() {
        List<byte[]> chunks = chunks(archive(List.of()));
        assertEquals(1, chunks.size());
        assertArrayEquals(TERMINATOR, readAsPgRestore(chunks));
    }

    @Test
    void chunksAreAsLongAsThoseOfOtherCodecsInsideAFrame() {
        List<byte[]> chunks = chunks(archive(List.of(noise(1 << 20, 5))));
        assertTrue(chunks.stream().allMatch(chunk -> chunk.length <= CHUNK_BYTES));
        assertEquals(6, chunks.size(), "four full ones, the rest of the frame, the terminator");
    }

    private static byte[] archive(List<byte[]> pieces) {
        Codec codec = Codecs.parse("zstd:1");
        Toc toc = Archives.tables("t");
        MemorySink sink = new MemorySink();
        ArchiveWriter writer = new ArchiveWriter(toc, codec, sink);
        writer.beginTable(toc.tableData().getFirst());
        try (Encoder encoder = codec.newEncoder()) {
            pieces.forEach(piece -> writer.piece(encoder.encode(piece, piece.length), piece.length, 0));
        }
        writer.endTable();
        writer.finish(List.of(Archives.SOURCE), "0".repeat(64), List.of());
        return sink.archive();
    }

    private static List<byte[]> chunks(byte[] archive) {
        WireInput in = new WireInput(new ByteArrayInputStream(archive), Failure.ARCHIVE_DAMAGED);
        assertEquals(15, TocReader.read(in).header().minor());
        assertEquals(Wire.BLOCK_DATA, in.byteValue());
        assertEquals(1, in.integer());
        List<byte[]> chunks = new ArrayList<>();
        for (int length = in.integer(); length > 0; length = in.integer()) {
            byte[] chunk = new byte[length];
            in.fill(chunk, length);
            chunks.add(chunk);
        }
        return chunks;
    }

    private static byte[] readAsPgRestore(List<byte[]> chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer text = ByteBuffer.allocate(1 << 17);
        boolean endOfFrame = false;
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            for (byte[] chunk : chunks) {
                ByteBuffer in = ByteBuffer.wrap(chunk);
                for (endOfFrame = false; in.hasRemaining() && !endOfFrame; ) {
                    endOfFrame = context.decompressByteBufferStream(text.clear(), in);
                    out.write(text.array(), 0, text.position());
                }
            }
        }
        assertTrue(endOfFrame);
        return out.toByteArray();
    }

    /// Noise does not compress, so its frame is longer than it by little.
    private static byte[] pieceWithFrameOf(int bytes) {
        for (int length = bytes; length > bytes - 100; length--) {
            byte[] piece = noise(length, bytes);
            if (encode(piece).length == bytes) {
                return piece;
            }
        }
        throw new AssertionError("no frame of " + bytes + " bytes");
    }

    private static byte[] encode(byte[] piece) {
        try (Encoder encoder = Codecs.parse("zstd:1").newEncoder()) {
            Encoder.Encoded encoded = encoder.encode(piece, piece.length);
            return Arrays.copyOf(encoded.bytes(), encoded.length());
        }
    }

    private static byte[] noise(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        assertFalse(parts.isEmpty());
        return out.toByteArray();
    }
}
