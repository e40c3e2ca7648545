package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.archive.TocEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Frees a table of contents of what must not leave production beside the rows: comments, grants, owners,
/// subscriptions, user mappings, options of foreign servers. What it doesn't know stops the run.
final class SchemaFilter {
    /// Written by servers of a later minor release than the pg_dump that shows it.
    private static final String UNKNOWN_TO_PG_DUMP = "pg_attver";

    /// What file_fdw asks for in every foreign table; production's file names are none of a developer's business.
    private static final String NO_FILE = "OPTIONS (filename '/dev/null')";

    private final Set<Integer> fileServers = new HashSet<>();
    private final List<TocEntry> kept = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private SchemaFilter() {}

    /// @param notices what was left out that a person would miss: names only
    record Filtered(List<TocEntry> entries, List<String> notices) {}

    static Filtered filter(List<TocEntry> entries, ClientProgram pgDump) {
        SchemaFilter filter = new SchemaFilter();
        entries.forEach(entry -> filter.take(entry, pgDump));
        if (!filter.problems.isEmpty()) {
            throw new NightmaskException(filter.problems);
        }
        return new Filtered(filter.kept, filter.notices);
    }

    private void take(TocEntry entry, ClientProgram pgDump) {
        if (EntryKinds.isLeftOut(entry.desc())) {
            return;
        }
        if (!EntryKinds.isAllowed(entry.desc())) {
            problems.add(new Problem(
                    Failure.SCHEMA_ENTRY_UNKNOWN, new Place.TocEntry(entry.dumpId(), printable(entry.desc()))));
            return;
        }
        @Nullable String definition = entry.definition();
        if (definition != null && definition.contains(UNKNOWN_TO_PG_DUMP)) {
            throw new NightmaskException(
                    Failure.PG_DUMP_TOO_OLD,
                    new Place.Program("pg_dump", pgDump.version().toString(), "the minor release of the server"));
        }
        kept.add(withoutOwner(entry, definition == null ? null : withoutOptions(entry, definition)));
    }

    private String withoutOptions(TocEntry entry, String definition) {
        return switch (entry.desc()) {
            case "SERVER" -> {
                String bare = noticed(entry, definition, ForeignOptions.removedFrom(definition, ""));
                if (bare.endsWith(" FOREIGN DATA WRAPPER file_fdw;\n")) {
                    fileServers.add(entry.dumpId());
                }
                yield bare;
            }
            case "FOREIGN TABLE" -> {
                boolean ofFile = entry.dependencies().stream().anyMatch(fileServers::contains);
                yield noticed(entry, definition, ForeignOptions.removedFrom(definition, ofFile ? NO_FILE : ""));
            }
            case "FOREIGN DATA WRAPPER" -> noticed(entry, definition, ForeignOptions.removedFrom(definition, ""));
            default -> definition;
        };
    }

    private String noticed(TocEntry entry, String before, String after) {
        if (!after.equals(before)) {
            notices.add("options left out: " + entry.desc() + " " + entry.tag());
        }
        return after;
    }

    private static TocEntry withoutOwner(TocEntry entry, @Nullable String definition) {
        return new TocEntry(
                entry.dumpId(),
                entry.hasData(),
                entry.tableOid(),
                entry.oid(),
                entry.tag(),
                entry.desc(),
                entry.section(),
                definition,
                entry.dropStatement(),
                entry.copyStatement(),
                entry.namespace(),
                entry.tablespace(),
                entry.tableAccessMethod(),
                entry.relkind(),
                "",
                entry.dependencies());
    }

    /// A kind that is not known is somebody else's text until shown otherwise.
    private static String printable(String desc) {
        return desc.matches("[A-Z ]{1,40}") ? desc : "unreadable kind";
    }
}
