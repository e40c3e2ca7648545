package dev.nightmask.snapshot.archive;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.compress.Compression;
import java.time.DateTimeException;
import java.time.LocalDateTime;

/// The header of an archive, field by field: ReadHead and WriteHead of `pg_backup_archiver.c`.
final class HeaderWire {
    private static final int TM_YEAR_BASE = 1900;

    private HeaderWire() {}

    static ArchiveHeader read(WireInput in) {
        int minor = readIdentification(in);
        Compression compression = readCompression(in, minor);
        LocalDateTime created = readTime(in);
        return new ArchiveHeader(minor, compression, created, in.string(), in.string(), in.string());
    }

    static void write(WireOutput out, ArchiveHeader header) {
        out.bytes(Wire.MAGIC);
        out.byteValue(Wire.MAJOR);
        out.byteValue(header.minor());
        out.byteValue(Wire.REVISION);
        out.byteValue(Wire.INT_BYTES);
        out.byteValue(Wire.OFFSET_BYTES);
        out.byteValue(Wire.FORMAT_CUSTOM);
        writeCompression(out, header);
        writeTime(out, header.created());
        out.string(header.database());
        out.string(header.serverVersion());
        out.string(header.pgDumpVersion());
    }

    /// Up to here a stream is "not an archive" rather than a damaged one.
    private static int readIdentification(WireInput in) {
        for (byte expected : Wire.MAGIC) {
            identify(in, expected, expected);
        }
        identify(in, Wire.MAJOR, Wire.MAJOR);
        int minor = identify(in, Wire.OLDEST_MINOR, Wire.NEWEST_MINOR);
        identify(in, Wire.REVISION, Wire.REVISION);
        identify(in, Wire.INT_BYTES, Wire.INT_BYTES);
        identify(in, Wire.OFFSET_BYTES, Wire.OFFSET_BYTES);
        identify(in, Wire.FORMAT_CUSTOM, Wire.FORMAT_CUSTOM);
        return minor;
    }

    private static int identify(WireInput in, int min, int max) {
        long at = in.offset();
        int value = in.byteValue();
        if (value < min || value > max) {
            throw new NightmaskException(Failure.ARCHIVE_FORMAT, new Place.ArchiveOffset(at));
        }
        return value;
    }

    /// A zlib level until 1.14, where -1 leaves the level unsaid; the algorithm's name from then on.
    private static Compression readCompression(WireInput in, int minor) {
        if (minor < Wire.MINOR_WITH_COMPRESSION_NAME) {
            return in.integer(-1, 9) == 0 ? Compression.NONE : Compression.ZLIB;
        }
        long at = in.offset();
        return switch (in.byteValue()) {
            case 0 -> Compression.NONE;
            case 1 -> Compression.ZLIB;
            case 2 -> Compression.LZ4;
            case 3 -> Compression.ZSTD;
            default -> throw in.malformed(at);
        };
    }

    private static void writeCompression(WireOutput out, ArchiveHeader header) {
        boolean named = header.minor() >= Wire.MINOR_WITH_COMPRESSION_NAME;
        switch (header.compression()) {
            case NONE -> writeCompression(out, named, 0, 0);
            case ZLIB -> writeCompression(out, named, -1, 1);
            case LZ4 -> writeCompression(out, named, 0, 2);
            case ZSTD -> writeCompression(out, named, 0, 3);
        }
    }

    private static void writeCompression(WireOutput out, boolean named, int level, int algorithm) {
        if (named) {
            out.byteValue(algorithm);
        } else {
            out.integer(level);
        }
    }

    /// The fields of `struct tm`; whether daylight saving was in force is read over.
    private static LocalDateTime readTime(WireInput in) {
        long at = in.offset();
        int second = in.integer();
        int minute = in.integer();
        int hour = in.integer();
        int day = in.integer();
        int month = in.integer(0, 11) + 1;
        int year = in.integer(0, 9999 - TM_YEAR_BASE) + TM_YEAR_BASE;
        in.integer(-1, 1);
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second);
        } catch (DateTimeException e) {
            throw in.malformed(at);
        }
    }

    private static void writeTime(WireOutput out, LocalDateTime time) {
        out.integer(time.getSecond());
        out.integer(time.getMinute());
        out.integer(time.getHour());
        out.integer(time.getDayOfMonth());
        out.integer(time.getMonthValue() - 1);
        out.integer(time.getYear() - TM_YEAR_BASE);
        out.integer(0);
    }
}
