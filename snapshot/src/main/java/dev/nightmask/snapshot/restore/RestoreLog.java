package dev.nightmask.snapshot.restore;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What pg_restore says on its standard error with `--verbose`, reduced to the numbers in it: its messages
/// quote rows. Fed line by line. Lines of parallel workers may run into one another, and a quoted value may
/// imitate a message, so nothing in a line can take back an error.
final class RestoreLog {
    /// `pg_backup_archiver.c`, warn_or_exit_horribly: stands before each error about an entry.
    private static final Pattern ENTRY = Pattern.compile("from TOC entry (\\d{1,9}); ");

    private static final Pattern FINISHED = Pattern.compile("finished item (\\d{1,9}) ");
    private static final Pattern IGNORED = Pattern.compile("errors ignored on restore: (\\d{1,9})");

    /// From PostgreSQL 17 on, pg_restore sets this whether or not the server knows it.
    private static final String UNKNOWN_SETTING = "Command was: SET transaction_timeout = 0;";

    private final Set<Integer> expected;
    private final Set<Integer> failed = new LinkedHashSet<>();
    private int unknownSettings;
    private int ignored;
    private boolean ended;

    /// @param expected the dump ids of entries that exist in every database already and may fail
    RestoreLog(Set<Integer> expected) {
        this.expected = Set.copyOf(expected);
    }

    /// Takes one line, without its end.
    ///
    /// @return the dump id of the entry that has just been restored, if the line says so
    OptionalInt read(String line) {
        Matcher entry = ENTRY.matcher(line);
        while (entry.find()) {
            failed.add(Integer.parseInt(entry.group(1)));
        }
        if (line.strip().equals(UNKNOWN_SETTING)) {
            unknownSettings++;
        }
        Matcher end = IGNORED.matcher(line);
        if (end.find()) {
            ended = true;
            ignored = Integer.parseInt(end.group(1));
        }
        Matcher finished = FINISHED.matcher(line);
        return finished.find() ? OptionalInt.of(Integer.parseInt(finished.group(1))) : OptionalInt.empty();
    }

    /// Whether all that went wrong is known and without harm. What isn't understood counts as harm.
    ///
    /// @param exitStatus of pg_restore, which is 1 after any error
    boolean isSuccess(int exitStatus) {
        long harmless =
                unknownSettings + failed.stream().filter(expected::contains).count();
        return failedEntries().isEmpty() && (exitStatus == 0 || (ended && ignored <= harmless));
    }

    /// The dump ids of the entries that could not be restored, in the order in which they failed.
    List<Integer> failedEntries() {
        return failed.stream().filter(entry -> !expected.contains(entry)).toList();
    }

    /// What failed without harm.
    List<String> harmless() {
        return Stream.of(
                        unknownSettings > 0 ? "the server is older than pg_restore and has no transaction_timeout" : "",
                        failed.stream().anyMatch(expected::contains) ? "the schema public was there already" : "")
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
