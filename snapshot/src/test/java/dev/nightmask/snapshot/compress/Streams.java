package dev.nightmask.snapshot.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;

/// Streams to test codecs with: made by encoders, read by decoders and by readers that others wrote.
final class Streams {
    private Streams() {}

    /// Piece i, a run of its own, is made by encoder i modulo their number.
    static byte[] stream(Codec codec, List<byte[]> pieces, List<Encoder> encoders) {
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

    static byte[] run(Encoder encoder, List<byte[]> pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] text : pieces) {
            Encoder.Encoded piece = encoder.encode(text, text.length);
            out.write(piece.bytes(), 0, piece.length());
        }
        return out.toByteArray();
    }

    static byte[] read(Codec codec, byte[] stream) throws IOException {
        InputStream bytes = new ByteArrayInputStream(stream);
        if (stream.length == 0) {
            return stream;
        }
        try (InputStream in = reader(codec.compression(), bytes)) {
            byte[] text = in.readAllBytes();
            assertEquals(0, bytes.available());
            return text;
        }
    }

    private static InputStream reader(Compression compression, InputStream stream) throws IOException {
        return switch (compression) {
            case NONE -> stream;
            case ZLIB -> new InflaterInputStream(stream);
            case LZ4 -> new LZ4FrameInputStream(stream);
            case ZSTD -> new ZstdInputStreamNoFinalizer(stream);
        };
    }

    static Decoder decoder(Codec codec) {
        return Codecs.newDecoder(codec.compression());
    }

    static byte[] decodeWhole(Decoder decoder, byte[] stream) throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        decode(decoder, stream, stream.length, out);
        decoder.end();
        return out.toByteArray();
    }

    static void decode(Decoder decoder, byte[] stream, int cut, ByteArrayOutputStream out) throws DataFormatException {
        for (int at = 0; at < stream.length; at += cut) {
            byte[] part = Arrays.copyOfRange(stream, at, Math.min(stream.length, at + cut));
            decoder.decode(part, part.length, (bytes, length) -> out.write(bytes, 0, length));
        }
    }

    static byte[] rows(Random random, int count) {
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

    static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    static byte[] join(List<byte[]> pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pieces.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
