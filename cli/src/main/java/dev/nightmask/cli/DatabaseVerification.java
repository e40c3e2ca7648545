package dev.nightmask.cli;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.rules.RuleFiles;
import dev.nightmask.rules.RuleSet;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.check.DatabaseCheck;
import dev.nightmask.snapshot.check.DatabaseCheck.Depth;
import dev.nightmask.snapshot.check.DeclaredColumns;
import dev.nightmask.snapshot.check.Examination;
import dev.nightmask.snapshot.check.Expected;
import dev.nightmask.snapshot.guard.Session;
import java.nio.file.Path;

/// Checks a database by reading alone.
final class DatabaseVerification {
    private final Console console;
    private final ConnectionSettings settings;

    DatabaseVerification(Console console, ConnectionSettings settings) {
        this.console = console;
        this.settings = settings;
    }

    /// @param expected what must be true of it beyond what it says of itself
    /// @param rules where more references are declared; empty for none
    /// @return the exit status
    /// @throws NightmaskException TARGET_POOLED, since the settings of a pooler's session would reach others
    int run(Expected expected, String rules) {
        Expected all = expected;
        Examination examination;
        try (ShownProgress progress = console.progress();
                Session session = Session.open(settings)) {
            if (!session.isDirect()) {
                throw new NightmaskException(Failure.TARGET_POOLED, settings.place());
            }
            if (!rules.isEmpty()) {
                RuleSet read = RuleFiles.read(Path.of(rules));
                all = expected.and(DeclaredColumns.in(session, read));
            }
            progress.stage("check", 0);
            examination = DatabaseCheck.examine(session, all, Depth.ALL);
        }
        return console.examined(Outcome.DatabaseVerified.of(settings.place(), examination), examination.problems());
    }
}
