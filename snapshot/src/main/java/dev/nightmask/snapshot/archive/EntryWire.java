package dev.nightmask.snapshot.archive;

import dev.nightmask.snapshot.archive.TocEntry.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One entry of a table of contents, field by field: ReadToc and WriteToc of `pg_backup_archiver.c`.
final class EntryWire {
    /// Whether the table has oids as a column, which ended with PostgreSQL 12.
    private static final String WITHOUT_OIDS = "false";

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,10}");
    private static final long OID_RANGE = 1L << 32;

    private EntryWire() {}

    /// An entry with what it says of its data block.
    record Positioned(TocEntry entry, DataPosition position) {}

    static Positioned read(WireInput in, int minor) {
        int dumpId = in.integer(1, Limits.DUMP_ID);
        boolean hasData = in.integer(0, 1) == 1;
        long tableOid = readOid(in);
        long oid = readOid(in);
        String tag = in.nullableString();
        String desc = in.string();
        Section section = readSection(in);
        String definition = in.nullableString();
        String dropStatement = in.nullableString();
        String copyStatement = in.nullableString();
        String namespace = in.nullableString();
        String tablespace = in.nullableString();
        String tableAccessMethod = in.nullableString();
        int relkind = minor >= Wire.MINOR_WITH_RELKIND ? in.integer() : 0;
        String owner = in.nullableString();
        readWithoutOids(in);
        List<Integer> dependencies = readDependencies(in);
        TocEntry entry = new TocEntry(
                dumpId,
                hasData,
                tableOid,
                oid,
                tag,
                desc,
                section,
                definition,
                dropStatement,
                copyStatement,
                namespace,
                tablespace,
                tableAccessMethod,
                relkind,
                owner,
                dependencies);
        return new Positioned(entry, in.position());
    }

    static void write(WireOutput out, int minor, Positioned positioned) {
        TocEntry entry = positioned.entry();
        out.integer(entry.dumpId());
        out.integer(entry.hasData() ? 1 : 0);
        out.string(Long.toString(entry.tableOid()));
        out.string(Long.toString(entry.oid()));
        out.string(entry.tag());
        out.string(entry.desc());
        out.integer(entry.section().code());
        out.string(entry.definition());
        out.string(entry.dropStatement());
        out.string(entry.copyStatement());
        out.string(entry.namespace());
        out.string(entry.tablespace());
        out.string(entry.tableAccessMethod());
        if (minor >= Wire.MINOR_WITH_RELKIND) {
            out.integer(entry.relkind());
        }
        out.string(entry.owner());
        out.string(WITHOUT_OIDS);
        entry.dependencies().forEach(id -> out.string(Integer.toString(id)));
        out.string(null);
        out.position(positioned.position());
    }

    /// An oid is unsigned; programs that take it for an int write the upper half as negative numbers.
    private static long readOid(WireInput in) {
        long at = in.offset();
        long value = decimal(in, in.string(), at);
        long oid = value < 0 ? value + OID_RANGE : value;
        if (value < Integer.MIN_VALUE || oid >= OID_RANGE) {
            throw in.malformed(at);
        }
        return oid;
    }

    private static Section readSection(WireInput in) {
        long at = in.offset();
        int code = in.integer();
        for (Section section : Section.values()) {
            if (section.code() == code) {
                return section;
            }
        }
        throw in.malformed(at);
    }

    private static void readWithoutOids(WireInput in) {
        long at = in.offset();
        if (!in.string().equals(WITHOUT_OIDS)) {
            throw in.malformed(at);
        }
    }

    private static List<Integer> readDependencies(WireInput in) {
        List<Integer> dependencies = new ArrayList<>();
        long at = in.offset();
        @Nullable String id;
        while ((id = in.nullableString()) != null) {
            long value = decimal(in, id, at);
            if (value < 1 || value > Limits.DUMP_ID) {
                throw in.malformed(at);
            }
            dependencies.add((int) value);
            at = in.offset();
        }
        return dependencies;
    }

    private static long decimal(WireInput in, String text, long at) {
        if (!DECIMAL.matcher(text).matches()) {
            throw in.malformed(at);
        }
        return Long.parseLong(text);
    }
}
