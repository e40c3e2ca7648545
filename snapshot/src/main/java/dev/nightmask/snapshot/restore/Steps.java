package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.archive.TocEntry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Which entries are restored, when pg_restore has one connection. It then says what it begins and never what it has
/// finished (`pg_backup_archiver.c`, restore_toc_entry): an entry is done when the next one begins. Fed line by line. A
/// quoted value may imitate a message, so each entry counts once and this is good for progress alone.
final class Steps {
    private final Map<String, Integer> beginnings = new HashMap<>();
    private OptionalInt begun = OptionalInt.empty();

    Steps(List<TocEntry> entries) {
        entries.forEach(entry -> beginnings.putIfAbsent(beginning(entry), entry.dumpId()));
    }

    /// Takes one line, without its end, each byte as one character.
    ///
    /// @return the dump id of the entry that has just been restored, if the line says so
    OptionalInt read(String line) {
        Integer entry = beginnings.remove(line);
        if (entry == null) {
            return OptionalInt.empty();
        }
        OptionalInt done = begun;
        begun = OptionalInt.of(entry);
        return done;
    }

    /// There are no more lines.
    ///
    /// @return the dump id of the last entry
    OptionalInt end() {
        return begun;
    }

    private static String beginning(TocEntry entry) {
        String name = entry.namespace() == null ? "" + entry.tag() : entry.namespace() + "." + entry.tag();
        String line = switch (entry.desc()) {
            case "TABLE DATA" -> "processing data for table \"" + name + "\"";
            case "SEQUENCE SET" -> "executing SEQUENCE SET " + entry.tag();
            default -> "creating " + entry.desc() + " \"" + name + "\"";
        };
        return new String(("pg_restore: " + line).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
