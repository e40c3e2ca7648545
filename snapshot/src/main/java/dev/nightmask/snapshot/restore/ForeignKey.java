package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.archive.TocEntry;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a foreign key of an archive joins, as pg_dump writes it (`pg_dump.c`, dumpConstraint; `ruleutils.c`,
/// pg_get_constraintdef_worker). It never leaves a table's schema out but where that is pg_catalog.
record ForeignKey(TableName from, String name, TableName to) {
    private static final String KIND = "FK CONSTRAINT";

    private static final Pattern DEFINITION = Pattern.compile("ALTER TABLE (?:ONLY )?" + TableName.QUALIFIED
            + "\\s+ADD CONSTRAINT (" + TableName.WORD + ") FOREIGN KEY \\((?:" + TableName.WORD
            + "|[, ])++\\) REFERENCES "
            + TableName.QUALIFIED + "\\(");

    static boolean is(TocEntry entry) {
        return entry.desc().equals(KIND);
    }

    /// Empty when the definition is not understood.
    static Optional<ForeignKey> of(TocEntry entry) {
        Matcher definition = DEFINITION.matcher(Objects.requireNonNullElse(entry.definition(), ""));
        return definition.lookingAt()
                ? Optional.of(new ForeignKey(
                        TableName.parse(definition.group(1), definition.group(2)),
                        TableName.unquoted(definition.group(3)),
                        TableName.parse(definition.group(4), definition.group(5))))
                : Optional.empty();
    }
}
