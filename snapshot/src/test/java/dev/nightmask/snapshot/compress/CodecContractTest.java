package dev.nightmask.snapshot.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every codec, checked against readers of the same streams that others wrote: the JDK's, and those
/// that come with the libraries of zstd and lz4.
class CodecContractTest {
    private static final int LONGEST_PIECE = 16 << 20;
    private static final List<Integer> EACH_STRATEGY_OF_ZSTD = List.of(1, 3, 5, 6, 8, 13, 16, 17, 19);

    static Stream<Codec> codecs() {
        return Stream.concat(selfCheckingCodecs(), Stream.of(Codecs.parse("none")));
    }

    static Stream<Codec> selfCheckingCodecs() {
        Stream<Codec> zlib = IntStream.rangeClosed(1, 9)
                .mapToObj(level -> "zlib:" + level)
                .flatMap(name -> Stream.of(Codecs.parse(name), Codecs.parseForJdk(name)))
                .distinct();
        Stream<Codec> zstd = EACH_STRATEGY_OF_ZSTD.stream().map(level -> Codecs.parse("zstd:" + level));
        return Stream.of(zlib, zstd, Stream.of(Codecs.parse("lz4"))).flatMap(Function.identity());
    }

    static Stream<Codec> fastCodecs() {
        Stream<Codec> fast = Stream.of("zlib:1", "zstd:1", "lz4", "none").map(Codecs::parse);
        return Stream.concat(fast, Stream.of(Codecs.parseForJdk("zlib:1"))).distinct();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void nameReadsBackAsTheSameCodec(Codec codec) {
        Codec again = codec.engine().equals("JDK") ? Codecs.parseForJdk(codec.name()) : Codecs.parse(codec.name());
        assertEquals(codec.name(), again.name());
        assertEquals(codec.engine(), again.engine());
        assertEquals(codec.compression(), again.compression());
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
        List<byte[]> pieces = Stream.generate(() -> Streams.rows(random, random.nextInt(3000)))
                .limit(200)
                .toList();
        assertRoundTrip(codec, pieces);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void bytesThatDoNotCompressComeBack(Codec codec) throws Exception {
        Random random = new Random(8);
        assertRoundTrip(
                codec,
                List.of(Streams.noise(random, 1), Streams.noise(random, 300_000), Streams.noise(random, 65_535)));
    }

    @ParameterizedTest
    @MethodSource("fastCodecs")
    void longestPieceComesBack(Codec codec) throws Exception {
        Random random = new Random(9);
        assertRoundTrip(codec, List.of(Streams.noise(random, LONGEST_PIECE), new byte[LONGEST_PIECE]));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void bytesDoNotDependOnWhoMadeWhichPiece(Codec codec) throws Exception {
        Random random = new Random(10);
        List<byte[]> pieces = List.of(
                Streams.rows(random, 50_000),
                Streams.noise(random, 200_000),
                new byte[0],
                Streams.rows(random, 90),
                Streams.rows(random, 4000));
        byte[] alone = Streams.stream(codec, pieces, List.of(codec.newEncoder()));
        Encoder used = codec.newEncoder();
        used.encode(Streams.noise(random, 100_000), 100_000);
        byte[] shared = Streams.stream(codec, pieces, List.of(codec.newEncoder(), used, codec.newEncoder()));
        assertArrayEquals(alone, shared);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void runDependsOnNothingBeforeIt(Codec codec) {
        Random random = new Random(15);
        List<byte[]> run = List.of(
                Streams.rows(random, 9000),
                Streams.rows(random, 1),
                Streams.noise(random, 70_000),
                Streams.rows(random, 40_000));
        byte[] alone = Streams.run(codec.newEncoder(), run);
        try (Encoder used = codec.newEncoder()) {
            for (int i = 0; i < 3; i++) {
                byte[] before = Streams.rows(random, 5000);
                used.encode(before, before.length);
                used.begin();
                assertArrayEquals(alone, Streams.run(used, run));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void encodedPieceOutlivesTheTextItWasMadeOf(Codec codec) throws Exception {
        byte[] text = Streams.rows(new Random(11), 1000);
        byte[] reused = text.clone();
        try (Encoder encoder = codec.newEncoder()) {
            Encoder.Encoded piece = encoder.encode(reused, reused.length);
            Arrays.fill(reused, (byte) 0);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(codec.start());
            out.write(piece.bytes(), 0, piece.length());
            out.writeBytes(codec.end(piece.checksum()));
            assertArrayEquals(text, Streams.read(codec, out.toByteArray()));
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void checksumsCombineInAnyGrouping(Codec codec) {
        Random random = new Random(12);
        try (Encoder encoder = codec.newEncoder()) {
            long a = encoder.encode(Streams.noise(random, 10), 10).checksum();
            long b = encoder.encode(Streams.noise(random, 70_000), 70_000).checksum();
            long c = encoder.encode(Streams.noise(random, 1), 1).checksum();
            assertEquals(
                    codec.combine(codec.combine(a, b, 70_000), c, 1), codec.combine(a, codec.combine(b, c, 1), 70_001));
            assertEquals(a, codec.combine(codec.emptyChecksum(), a, 10));
            assertEquals(a, codec.combine(a, codec.emptyChecksum(), 0));
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void decoderGivesTheTextBackHoweverTheStreamIsCut(Codec codec) throws Exception {
        byte[] text = Streams.rows(new Random(13), 20_000);
        byte[] stream = Streams.stream(codec, List.of(text, text), List.of(codec.newEncoder()));
        try (Decoder decoder = Streams.decoder(codec)) {
            for (int cut : new int[] {1, 7, 4096, stream.length}) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                Streams.decode(decoder, stream, cut, out);
                decoder.end();
                assertArrayEquals(Streams.join(List.of(text, text)), out.toByteArray());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("selfCheckingCodecs")
    void decoderRefusesAStreamThatIsNotWholeOrTooLong(Codec codec) throws Exception {
        byte[] stream = Streams.stream(codec, List.of(Streams.rows(new Random(14), 500)), List.of(codec.newEncoder()));
        try (Decoder decoder = Streams.decoder(codec)) {
            Streams.decode(decoder, Arrays.copyOf(stream, stream.length - 1), 64, new ByteArrayOutputStream());
            assertThrows(DataFormatException.class, decoder::end);
        }
        try (Decoder decoder = Streams.decoder(codec)) {
            byte[] longer = Arrays.copyOf(stream, stream.length + 1);
            assertThrows(DataFormatException.class, () -> Streams.decodeWhole(decoder, longer));
        }
    }

    private static void assertRoundTrip(Codec codec, List<byte[]> pieces) throws IOException {
        byte[] stream = Streams.stream(codec, pieces, List.of(codec.newEncoder()));
        assertTrue(
                Arrays.equals(Streams.join(pieces), Streams.read(codec, stream)),
                () -> codec.name() + " changes the text");
    }
}
