package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.archive.TocEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which tables of an archive are partitions of which others, or inherit from them: SELECT from a table reads them too.
final class Families {
    /// `pg_dump.c`, dumpTableAttach; before PostgreSQL 14 dumpTableSchema.
    private static final Pattern ATTACH = Pattern.compile(
            "^ALTER TABLE ONLY " + TableName.QUALIFIED + " ATTACH PARTITION " + TableName.QUALIFIED + " ",
            Pattern.MULTILINE);

    /// `pg_dump.c`, dumpTableSchema.
    private static final Pattern INHERITS =
            Pattern.compile("^INHERITS \\(((?:" + TableName.WORD + "|[., ])++)\\)", Pattern.MULTILINE);

    private final Map<TableName, Set<TableName>> children = new HashMap<>();
    private final Set<TableName> tables = new LinkedHashSet<>();

    Families(Toc toc) {
        for (TocEntry entry : toc.entries()) {
            switch (entry.desc()) {
                case "TABLE" -> {
                    tables.add(TableName.of(entry));
                    attached(entry);
                    inheriting(entry);
                }
                case "TABLE ATTACH" -> attached(entry);
                case "TABLE DATA" -> tables.add(TableName.of(entry)); // An extension's has no TABLE.
                default -> {}
            }
        }
    }

    /// Every table, with rows or not.
    Set<TableName> tables() {
        return tables;
    }

    /// The table and all below it.
    Set<TableName> of(TableName table) {
        Set<TableName> family = new LinkedHashSet<>();
        Deque<TableName> next = new ArrayDeque<>(List.of(table));
        while (!next.isEmpty()) {
            TableName member = next.remove();
            if (family.add(member)) {
                next.addAll(children.getOrDefault(member, Set.of()));
            }
        }
        return family;
    }

    private void attached(TocEntry entry) {
        ATTACH.matcher(definition(entry))
                .results()
                .forEach(found -> child(
                        TableName.parse(found.group(1), found.group(2)),
                        TableName.parse(found.group(3), found.group(4))));
    }

    private void inheriting(TocEntry entry) {
        Matcher inherits = INHERITS.matcher(definition(entry));
        if (inherits.find()) {
            TableName.EACH
                    .matcher(inherits.group(1))
                    .results()
                    .forEach(found -> child(TableName.parse(found.group(1), found.group(2)), TableName.of(entry)));
        }
    }

    private void child(TableName parent, TableName child) {
        children.computeIfAbsent(parent, unused -> new LinkedHashSet<>()).add(child);
    }

    private static String definition(TocEntry entry) {
        return Objects.requireNonNullElse(entry.definition(), "");
    }
}
