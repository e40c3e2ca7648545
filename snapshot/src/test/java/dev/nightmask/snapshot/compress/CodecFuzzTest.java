package dev.nightmask.snapshot.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every codec on texts and damage by chance, seeded, so that a failure can be repeated.
class CodecFuzzTest {
    private static final int CASES = 2000;

    static Stream<Codec> codecs() {
        return CodecContractTest.fastCodecs();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void anyRunsOfAnyPiecesComeBack(Codec codec) throws Exception {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<byte[]> pieces = Stream.generate(() -> anyPiece(random))
                    .limit(random.nextInt(8))
                    .toList();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(codec.start());
            long checksum = codec.emptyChecksum();
            try (Encoder encoder = codec.newEncoder()) {
                for (byte[] text : pieces) {
                    if (random.nextBoolean()) {
                        encoder.begin();
                    }
                    Encoder.Encoded piece = encoder.encode(text, text.length);
                    out.write(piece.bytes(), 0, piece.length());
                    checksum = codec.combine(checksum, piece.checksum(), text.length);
                }
            }
            out.writeBytes(codec.end(checksum));
            assertArrayEquals(Streams.join(pieces), Streams.read(codec, out.toByteArray()), codec + ", seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void decoderNeverTakesDamageForAnotherText(Codec codec) throws Exception {
        byte[] text = Streams.rows(new Random(16), 300);
        byte[] stream = Streams.stream(codec, List.of(text), List.of(codec.newEncoder()));
        for (int seed = 0; seed < CASES; seed++) {
            byte[] damaged = damaged(stream, new Random(seed));
            try (Decoder decoder = Streams.decoder(codec)) {
                byte[] found = Streams.decodeWhole(decoder, damaged);
                assertTrue(!isSelfChecking(codec) || Arrays.equals(text, found), codec.name() + ", seed " + seed);
            } catch (DataFormatException e) {
                assertTrue(isSelfChecking(codec));
            }
        }
    }

    /// Most are short, some longer than any window of deflate.
    private static byte[] anyPiece(Random random) {
        int length = random.nextInt(1 << random.nextInt(1, 20));
        return switch (random.nextInt(4)) {
            case 0 -> new byte[length];
            case 1 -> Streams.noise(random, length);
            case 2 -> Streams.rows(random, length / 10);
            default -> Streams.noise(random, random.nextInt(3));
        };
    }

    /// Bits turned over, a stretch of noise, or an end that is missing.
    private static byte[] damaged(byte[] stream, Random random) {
        byte[] damaged = stream.clone();
        int at = random.nextInt(stream.length);
        switch (random.nextInt(3)) {
            case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> {
                byte[] noise = Streams.noise(random, Math.min(stream.length - at, 1 + random.nextInt(40)));
                System.arraycopy(noise, 0, damaged, at, noise.length);
            }
            default -> damaged = Arrays.copyOf(stream, 1 + random.nextInt(stream.length - 1));
        }
        return damaged;
    }

    private static boolean isSelfChecking(Codec codec) {
        return codec.compression() != Compression.NONE;
    }
}
