package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.archive.TocEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// What a major version of PostgreSQL brought that may stand in a schema, and that no server before it takes
/// (release notes, appendix E of the manual).
enum Innovation {
    MULTIRANGE(14, "a range type with its multirange", "multirange_type_name", "TYPE"),
    COMPRESSION(14, "a compression of a column", "\\bSET COMPRESSION\\b", "TABLE"),
    SQL_BODY(14, "a function with a body in SQL", "\\bBEGIN ATOMIC\\b", "FUNCTION", "PROCEDURE"),
    NULLS_NOT_DISTINCT(15, "NULLS NOT DISTINCT", "\\bNULLS NOT DISTINCT\\b", "CONSTRAINT", "INDEX"),
    SET_SOME_COLUMNS(15, "ON DELETE SET NULL with columns", "\\bSET (NULL|DEFAULT) \\(", "FK CONSTRAINT"),
    UNLOGGED_SEQUENCE(15, "an unlogged sequence", "^CREATE UNLOGGED SEQUENCE\\b", "SEQUENCE"),
    SECURITY_INVOKER(15, "security_invoker", "\\bsecurity_invoker\\b", "VIEW"),
    COLLATION_RULES(16, "a collation with rules", "\\brules = ", "COLLATION"),
    BUILTIN_LOCALE(17, "a collation of the builtin provider", "\\bprovider = builtin\\b", "COLLATION"),
    VIRTUAL_COLUMN(18, "a virtual generated column", "GENERATED ALWAYS AS \\((?!.* STORED).*", "TABLE"),
    WITHOUT_OVERLAPS(18, "WITHOUT OVERLAPS", "\\bWITHOUT OVERLAPS\\b", "CONSTRAINT"),
    PERIOD(18, "a foreign key over a period", "\\bPERIOD\\b", "FK CONSTRAINT"),
    NOT_ENFORCED(18, "NOT ENFORCED", "\\bNOT ENFORCED\\b", "FK CONSTRAINT", "CHECK CONSTRAINT", "TABLE"),
    NAMED_NOT_NULL(18, "a NOT NULL of its own", "\\bADD CONSTRAINT \\S+ NOT NULL\\b", "CONSTRAINT");

    /// The newest version whose innovations are listed.
    static final int NEWEST = 18;

    /// The oldest server that takes what pg_dump writes: it sets `default_table_access_method`.
    static final int OLDEST = 12;

    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"");

    private final int since;
    private final String what;
    private final Pattern sign;
    private final Pattern kinds;

    Innovation(int since, String what, String sign, String... kinds) {
        this.since = since;
        this.what = what;
        this.sign = Pattern.compile(sign, Pattern.MULTILINE);
        this.kinds = Pattern.compile(String.join("|", kinds));
    }

    /// An entry of an archive that a server does not take.
    record Unknown(TocEntry entry, Innovation innovation) {
        String describe() {
            String schema = entry.namespace() == null ? "" : entry.namespace() + ".";
            return entry.desc() + " " + schema + entry.tag() + ": " + innovation.what + ", since " + innovation.since;
        }
    }

    /// What stands in an archive that a server of this major version does not know.
    static List<Unknown> unknownTo(int major, Toc toc) {
        List<Innovation> later =
                Arrays.stream(values()).filter(it -> it.since > major).toList();
        List<Unknown> unknown = new ArrayList<>();
        if (!later.isEmpty()) {
            for (TocEntry entry : toc.entries()) {
                String bare = QUOTED.matcher(Objects.requireNonNullElse(entry.definition(), ""))
                        .replaceAll("_");
                later.stream()
                        .filter(it -> it.kinds.matcher(entry.desc()).matches()
                                && it.sign.matcher(bare).find())
                        .forEach(it -> unknown.add(new Unknown(entry, it)));
            }
        }
        return unknown;
    }
}
