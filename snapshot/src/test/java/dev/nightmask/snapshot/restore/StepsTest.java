package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.snapshot.archive.TocEntry;
import dev.nightmask.snapshot.archive.TocEntry.Section;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final Steps steps = new Steps(List.of(
            entry(1, "SCHEMA", null, "audit"),
            entry(2, "TABLE DATA", "audit", "größe"),
            entry(3, "SEQUENCE SET", "audit", "größe_id_seq"),
            entry(4, "INDEX", "audit", "by_size"),
            entry(5, "MATERIALIZED VIEW DATA", "audit", "busy")));

    @Test
    void entryIsDoneWhenTheNextOneBegins() {
        assertEquals(OptionalInt.empty(), steps.read("pg_restore: connecting to database for restore"));
        assertEquals(OptionalInt.empty(), steps.read("pg_restore: creating SCHEMA \"audit\""));
        assertEquals(
                OptionalInt.of(1),
                steps.read("pg_restore: processing data for table \"audit.gr\u00c3\u00b6\u00c3\u009fe\""),
                "the bytes of UTF-8");
        assertEquals(
                OptionalInt.of(2), steps.read("pg_restore: executing SEQUENCE SET gr\u00c3\u00b6\u00c3\u009fe_id_seq"));
        assertEquals(OptionalInt.of(3), steps.read("pg_restore: creating INDEX \"audit.by_size\""));
        assertEquals(OptionalInt.of(4), steps.read("pg_restore: creating MATERIALIZED VIEW DATA \"audit.busy\""));
        assertEquals(OptionalInt.of(5), steps.end());
    }

    @Test
    void entryThatSeemsToBeginTwiceCountsOnce() {
        steps.read("pg_restore: creating SCHEMA \"audit\"");
        assertEquals(OptionalInt.of(1), steps.read("pg_restore: creating INDEX \"audit.by_size\""));
        assertEquals(OptionalInt.empty(), steps.read("pg_restore: creating SCHEMA \"audit\""));
        assertEquals(OptionalInt.of(4), steps.end());
    }

    @Test
    void logOfNothingHasNoEnd() {
        assertEquals(OptionalInt.empty(), steps.end());
    }

    private static TocEntry entry(int dumpId, String desc, @Nullable String namespace, String tag) {
        return new TocEntry(
                dumpId,
                false,
                0,
                0,
                tag,
                desc,
                Section.NONE,
                null,
                null,
                null,
                namespace,
                null,
                null,
                0,
                "",
                List.of());
    }
}
