package dev.nightmask.snapshot.archive;

import dev.nightmask.failure.Failure;
import dev.nightmask.snapshot.compress.Codec;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.compress.Compression;
import dev.nightmask.snapshot.compress.Decoder;
import dev.nightmask.snapshot.compress.Encoder;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.S3Settings;
import dev.nightmask.snapshot.publish.Stores;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A genuine dump with its rows in blocks of ours.
final class GenuineArchive {
    /// Prime, so that pieces end anywhere in a row.
    private static final int PIECE_BYTES = 99_991;

    private GenuineArchive() {}

    static void reencode(Path genuine, Codec codec, Path target) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(genuine));
                ObjectStore store = Stores.open("file:" + target.getParent(), S3Settings.usual());
                ArchiveSink sink = store.upload(target.getFileName().toString(), 0)) {
            WireInput wire = new WireInput(in, Failure.ARCHIVE_FORMAT);
            Toc toc = TocReader.read(wire).toc();
            ArchiveWriter writer = new ArchiveWriter(toc, codec, sink);
            for (TocEntry table : toc.tableData()) {
                byte[] rows = rows(new BlockInput(wire), table);
                writer.beginTable(table);
                write(rows, codec, writer);
                writer.endTable();
            }
            writer.finish(List.of(new SourceIdentity("7300000000000000001", 5)), "0".repeat(64), List.of());
        }
    }

    private static byte[] rows(BlockInput blocks, TocEntry table) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (Decoder decoder = Codecs.newDecoder(Compression.ZLIB)) {
            blocks.begin(table.dumpId());
            blocks.readTo((bytes, length) -> decoder.decode(bytes, length, (out, count) -> text.write(out, 0, count)));
        }
        return Arrays.copyOf(text.toByteArray(), text.size() - Wire.TERMINATOR.length);
    }

    private static void write(byte[] rows, Codec codec, ArchiveWriter writer) {
        try (Encoder encoder = codec.newEncoder()) {
            for (int at = 0; at < rows.length; at += PIECE_BYTES) {
                byte[] piece = Arrays.copyOfRange(rows, at, Math.min(rows.length, at + PIECE_BYTES));
                writer.piece(encoder.encode(piece, piece.length), piece.length, lines(piece));
            }
        }
    }

    private static long lines(byte[] text) {
        long lines = 0;
        for (byte b : text) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }
}
