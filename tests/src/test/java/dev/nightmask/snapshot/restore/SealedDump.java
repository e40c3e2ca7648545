package dev.nightmask.snapshot.restore;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.snapshot.archive.ArchiveSink;
import dev.nightmask.snapshot.archive.ArchiveWriter;
import dev.nightmask.snapshot.archive.SourceIdentity;
import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.archive.TocEntry;
import dev.nightmask.snapshot.archive.TocReader;
import dev.nightmask.snapshot.compress.Codec;
import dev.nightmask.snapshot.compress.Codecs;
import dev.nightmask.snapshot.compress.Encoder;
import dev.nightmask.tests.ClientProgram;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A database as a sealed archive that may claim to come from any server, so that a restore can be tested
/// apart from the first half of the path.
public final class SealedDump {
    private SealedDump() {}

    /// @param systemIdentifier the server that the archive names as its source
    public static Path of(LocalPostgres server, String database, String systemIdentifier, Path directory) {
        return of(server, database, systemIdentifier, directory, Codecs.parse("zlib:1"));
    }

    public static Path of(LocalPostgres server, String database, String systemIdentifier, Path directory, Codec codec) {
        Path file = directory.resolve(database + "." + codec.compression());
        try (FileSink sink = new FileSink(file);
                Encoder encoder = codec.newEncoder()) {
            Toc toc = genuineToc(server, database, directory);
            ArchiveWriter writer = new ArchiveWriter(toc, codec, sink);
            for (TocEntry table : toc.tableData()) {
                String copy = Objects.requireNonNull(table.copyStatement()).replace(" FROM stdin;", " TO STDOUT");
                byte[] rows = ClientProgram.rows(server, database, copy).getBytes(StandardCharsets.UTF_8);
                writer.beginTable(table);
                encoder.begin();
                writer.piece(encoder.encode(rows, rows.length), rows.length, lines(rows));
                writer.endTable();
            }
            writer.finish(List.of(new SourceIdentity(systemIdentifier, 5)), "0".repeat(64), List.of());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Toc genuineToc(LocalPostgres server, String database, Path directory) throws IOException {
        Path genuine = directory.resolve(database + ".genuine");
        List<String> arguments = new ArrayList<>(ClientProgram.SAME_SCOPE);
        arguments.addAll(List.of("-Fc", "-E", "UTF8", "-f", genuine.toString(), server.uri(database)));
        ClientProgram.run(server, "pg_dump", arguments);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(genuine))) {
            return TocReader.read(in);
        }
    }

    private static int lines(byte[] rows) {
        int lines = 0;
        for (byte one : rows) {
            lines += one == '\n' ? 1 : 0;
        }
        return lines;
    }

    /// Keeps everything in memory until the head is known.
    private static final class FileSink implements ArchiveSink {
        private final Path file;
        private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

        FileSink(Path file) {
            this.file = file;
        }

        @Override
        public void reserveHead(int headBytes) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {
            rest.write(bytes, offset, length);
        }

        @Override
        public void complete(byte[] head) {
            try {
                Files.write(file, head);
                Files.write(file, rest.toByteArray(), StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {}
    }
}
