package dev.nightmask.snapshot.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every codec, checked against the JDK's own reader of the same streams.
class CodecContractTest {
    private static final int LONGEST_PIECE = 16 << 20;

    static Stream<Codec> codecs() {
        return Stream.concat(selfCheckingCodecs(), Stream.of(Codecs.parse("none")));
    }

    static Stream<Codec> selfCheckingCodecs() {
        return IntStream.rangeClosed(1, 9)
                .mapToObj(level -> "zlib:" + level)
                .flatMap(name -> Stream.of(Codecs.parse(name), Codecs.parseForJdk(name)))
                .distinct();
    }

    static Stream<Codec> fastCodecs() {
        return Stream.of(Codecs.parse("zlib:1"), Codecs.parseForJdk("zlib:1"), Codecs.parse("none"))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void nameReadsBackAsTheSameCodec(Codec codec) {
        assertEquals(
                codec, codec.engine().equals("JDK") ? Codecs.parseForJdk(codec.name()) : Codecs.parse(codec.name()));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void streamWithoutPiecesIsAnEmptyText(Codec codec) throws Exception {
        assertRoundTrip(codec, List.of());
        assertRoundTrip(codec, List.of(new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void piecesOfAnyLengthJoinIntoOneText(Codec codec) throws Exception {
        Random random = new Random(7);
        List<byte[]> pieces = Stream.generate(() -> rows(random, random.nextInt(3000)))
                .limit(200)
                .toList();
        assertRoundTrip(codec, pieces);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void bytesThatDoNotCompressComeBack(Codec codec) throws Exception {
        Random random = new Random(8);
        assertRoundTrip(codec, List.of(noise(random, 1), noise(random, 300_000), noise(random, 65_535)));
    }

    @ParameterizedTest
    @MethodSource("fastCodecs")
    void longestPieceComesBack(Codec codec) throws Exception {
        Random random = new Random(9);
        assertRoundTrip(codec, List.of(noise(random, LONGEST_PIECE), new byte[LONGEST_PIECE]));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void bytesDoNotDependOnWhoMadeWhichPiece(Codec codec) throws Exception {
        Random random = new Random(10);
        List<byte[]> pieces = List.of(
                rows(random, 50_000), noise(random, 200_000), new byte[0], rows(random, 90), rows(random, 4000));
        byte[] alone = stream(codec, pieces, List.of(codec.newEncoder()));
        Encoder used = codec.newEncoder();
        used.encode(noise(random, 100_000), 100_000);
        byte[] shared = stream(codec, pieces, List.of(codec.newEncoder(), used, codec.newEncoder()));
        assertArrayEquals(alone, shared);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void runDependsOnNothingBeforeIt(Codec codec) {
        Random random = new Random(15);
        List<byte[]> run = List.of(rows(random, 9000), rows(random, 1), noise(random, 70_000), rows(random, 40_000));
        byte[] alone = run(codec.newEncoder(), run);
        try (Encoder used = codec.newEncoder()) {
            for (int i = 0; i < 3; i++) {
                byte[] before = rows(random, 5000);
                used.encode(before, before.length);
                used.begin();
                assertArrayEquals(alone, run(used, run));
            }
        }
    }

    /// Seeded, so that a failure can be repeated.
    @ParameterizedTest
    @MethodSource("fastCodecs")
    void anyRunsOfAnyPiecesComeBack(Codec codec) throws Exception {
        for (int seed = 0; seed < 300; seed++) {
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
            assertArrayEquals(join(pieces), read(codec, out.toByteArray()), codec + ", seed " + seed);
        }
    }

    private static byte[] anyPiece(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new byte[random.nextInt(300_000)];
            case 1 -> noise(random, random.nextInt(200_000));
            case 2 -> rows(random, random.nextInt(20_000));
            default -> noise(random, random.nextInt(3));
        };
    }

    private static byte[] run(Encoder encoder, List<byte[]> pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] text : pieces) {
            Encoder.Encoded piece = encoder.encode(text, text.length);
            out.write(piece.bytes(), 0, piece.length());
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void encodedPieceOutlivesTheTextItWasMadeOf(Codec codec) throws Exception {
        byte[] text = rows(new Random(11), 1000);
        byte[] reused = text.clone();
        try (Encoder encoder = codec.newEncoder()) {
            Encoder.Encoded piece = encoder.encode(reused, reused.length);
            Arrays.fill(reused, (byte) 0);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(codec.start());
            out.write(piece.bytes(), 0, piece.length());
            out.writeBytes(codec.end(piece.checksum()));
            assertArrayEquals(text, read(codec, out.toByteArray()));
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void checksumsCombineInAnyGrouping(Codec codec) {
        Random random = new Random(12);
        try (Encoder encoder = codec.newEncoder()) {
            long a = encoder.encode(noise(random, 10), 10).checksum();
            long b = encoder.encode(noise(random, 70_000), 70_000).checksum();
            long c = encoder.encode(noise(random, 1), 1).checksum();
            assertEquals(
                    codec.combine(codec.combine(a, b, 70_000), c, 1), codec.combine(a, codec.combine(b, c, 1), 70_001));
            assertEquals(a, codec.combine(codec.emptyChecksum(), a, 10));
            assertEquals(a, codec.combine(a, codec.emptyChecksum(), 0));
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void decoderGivesTheTextBackHoweverTheStreamIsCut(Codec codec) throws Exception {
        byte[] text = rows(new Random(13), 20_000);
        byte[] stream = stream(codec, List.of(text, text), List.of(codec.newEncoder()));
        try (Decoder decoder = decoder(codec)) {
            for (int cut : new int[] {1, 7, 4096, stream.length}) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                decode(decoder, stream, cut, out);
                decoder.end();
                assertArrayEquals(join(List.of(text, text)), out.toByteArray());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("selfCheckingCodecs")
    void decoderRefusesAStreamThatIsNotWholeOrTooLong(Codec codec) throws Exception {
        byte[] stream = stream(codec, List.of(rows(new Random(14), 500)), List.of(codec.newEncoder()));
        try (Decoder decoder = decoder(codec)) {
            decode(decoder, Arrays.copyOf(stream, stream.length - 1), 64, new ByteArrayOutputStream());
            assertThrows(DataFormatException.class, decoder::end);
        }
        try (Decoder decoder = decoder(codec)) {
            byte[] longer = Arrays.copyOf(stream, stream.length + 1);
            assertThrows(
                    DataFormatException.class,
                    () -> decode(decoder, longer, longer.length, new ByteArrayOutputStream()));
        }
    }

    private static void assertRoundTrip(Codec codec, List<byte[]> pieces) throws IOException {
        byte[] stream = stream(codec, pieces, List.of(codec.newEncoder()));
        assertTrue(Arrays.equals(join(pieces), read(codec, stream)), () -> codec.name() + " changes the text");
    }

    /// Piece i, a run of its own, is made by encoder i modulo their number.
    private static byte[] stream(Codec codec, List<byte[]> pieces, List<Encoder> encoders) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(codec.start());
        long checksum = codec.emptyChecksum();
        for (int i = 0; i < pieces.size(); i++) {
            byte[] text = pieces.get(i);
            Encoder encoder = encoders.get(i % encoders.size());
            encoder.begin();
            Encoder.Encoded piece = encoder.encode(text, text.length);
            out.write(piece.bytes(), 0, piece.length());
            checksum = codec.combine(checksum, piece.checksum(), text.length);
        }
        encoders.forEach(Encoder::close);
        out.writeBytes(codec.end(checksum));
        return out.toByteArray();
    }

    private static byte[] read(Codec codec, byte[] stream) throws IOException {
        InputStream bytes = new ByteArrayInputStream(stream);
        try (InputStream in = codec.compression() == Compression.ZLIB ? new InflaterInputStream(bytes) : bytes) {
            byte[] text = in.readAllBytes();
            assertEquals(0, bytes.available());
            return text;
        }
    }

    private static Decoder decoder(Codec codec) {
        return Codecs.newDecoder(codec.compression()).orElseThrow();
    }

    private static void decode(Decoder decoder, byte[] stream, int cut, ByteArrayOutputStream out)
            throws DataFormatException {
        for (int at = 0; at < stream.length; at += cut) {
            byte[] part = Arrays.copyOfRange(stream, at, Math.min(stream.length, at + cut));
            decoder.decode(part, part.length, (bytes, length) -> out.write(bytes, 0, length));
        }
    }

    private static byte[] rows(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(random.nextInt(1000))
                    .append('\t')
                    .append("name")
                    .append(i % 17)
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] join(List<byte[]> pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pieces.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
