package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.archive.Reference;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.archive.TocEntry;
import dev.nightmask.snapshot.check.Expected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What of an archive a restore loads, and what must be true then.
///
/// @param toc the entries to restore: all, or those without the rows of some tables and without the foreign keys that
///         cannot hold then
/// @param whole whether these are all that the archive has
/// @param expected rows and references
/// @param notes what is left out, by name
record Selection(Toc toc, boolean whole, Expected expected, List<String> notes) {
    Selection {
        notes = List.copyOf(notes);
    }

    static Selection of(CheckedArchive archive, TableChoice choice) {
        return choice.isAll()
                ? new Selection(archive.toc(), true, Expected.by(archive.seal()), List.of())
                : new Some(archive, choice).selection();
    }

    long rows() {
        return expected.counts().stream().mapToLong(TableCount::rows).sum();
    }

    /// Of COPY text.
    long bytes() {
        return expected.counts().stream().mapToLong(TableCount::bytes).sum();
    }

    /// Some tables with their rows, the others without.
    private static final class Some {
        private final CheckedArchive archive;
        private final Families families;
        private final Set<TableName> chosen = new HashSet<>();
        private final Set<TableName> filled = new HashSet<>();
        private final Set<TableName> emptied = new HashSet<>();
        private final List<String> notes = new ArrayList<>();

        Some(CheckedArchive archive, TableChoice choice) {
            this.archive = archive;
            this.families = new Families(archive.toc());
            choice.in(archive.toc()).forEach(entry -> chosen.add(TableName.of(entry)));
            for (TableCount count : archive.seal().tables()) {
                if (count.rows() > 0) {
                    TableName table = new TableName(count.schema(), count.table());
                    (chosen.contains(table) ? filled : emptied).add(table);
                }
            }
        }

        Selection selection() {
            if (!emptied.isEmpty()) {
                notes.add("tables left without their rows: " + emptied.size());
            }
            List<TocEntry> entries = archive.toc().entries().stream()
                    .filter(entry -> !entry.isTableData() || chosen.contains(TableName.of(entry)))
                    .filter(entry -> !ForeignKey.is(entry) || holds(entry))
                    .toList();
            List<TableCount> counts =
                    archive.seal().tables().stream().map(this::counted).toList();
            List<Reference> references =
                    archive.seal().references().stream().filter(this::holds).toList();
            return new Selection(
                    new Toc(archive.toc().header(), entries), false, new Expected(counts, references), notes);
        }

        private TableCount counted(TableCount count) {
            TableName table = new TableName(count.schema(), count.table());
            return chosen.contains(table) ? count : new TableCount(count.schema(), count.table(), 0, 0);
        }

        /// A definition that is not understood may hold or not, so it is left out, too.
        private boolean holds(TocEntry foreignKey) {
            Optional<ForeignKey> key = ForeignKey.of(foreignKey);
            boolean holds = key.map(it -> holds(it.from(), it.to())).orElse(emptied.isEmpty());
            if (!holds) {
                String name = key.map(it -> it.from().text() + "." + it.name())
                        .orElse(TableName.of(foreignKey).text());
                notes.add("left out, since the rows it leads to are: foreign key " + name);
            }
            return holds;
        }

        private boolean holds(Reference reference) {
            TableName from = new TableName(reference.schema(), reference.table());
            TableName to = new TableName(reference.targetSchema(), reference.targetTable());
            boolean holds = holds(from, to);
            if (!holds) {
                notes.add("not checked, since the rows it leads to were left out: reference " + from.text() + "."
                        + reference.column() + " -> " + to.text() + "." + reference.targetColumn());
            }
            return holds;
        }

        /// Rows that are there need the ones they reference.
        private boolean holds(TableName from, TableName to) {
            return families.of(from).stream().noneMatch(filled::contains)
                    || families.of(to).stream().noneMatch(emptied::contains);
        }
    }
}
