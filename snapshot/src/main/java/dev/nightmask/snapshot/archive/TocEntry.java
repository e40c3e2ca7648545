package dev.nightmask.snapshot.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of a table of contents, field for field as pg_dump writes it (`pg_backup_archiver.c`, WriteToc).
/// A field that pg_dump leaves out is null.
///
/// @param tableOid the oid of the catalog that `oid` is from, 0 for TABLE DATA
/// @param oid the object's own oid, for TABLE DATA that of the table: 0 to 2^32-1
/// @param tableAccessMethod from archive version 1.14
/// @param relkind from archive version 1.16, else 0
/// @param dependencies dump ids; some may name entries that are not in the table of contents
public record TocEntry(
        int dumpId,
        boolean hasData,
        long tableOid,
        long oid,
        @Nullable String tag,
        String desc,
        Section section,
        @Nullable String definition,
        @Nullable String dropStatement,
        @Nullable String copyStatement,
        @Nullable String namespace,
        @Nullable String tablespace,
        @Nullable String tableAccessMethod,
        int relkind,
        @Nullable String owner,
        List<Integer> dependencies) {

    public TocEntry {
        dependencies = List.copyOf(dependencies);
    }

    /// Where an entry belongs in a restore.
    public enum Section {
        NONE(1),
        PRE_DATA(2),
        DATA(3),
        POST_DATA(4);

        private final int code;

        Section(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /// Whether rows of one table follow under this entry's id.
    public boolean isTableData() {
        return desc.equals("TABLE DATA");
    }
}
