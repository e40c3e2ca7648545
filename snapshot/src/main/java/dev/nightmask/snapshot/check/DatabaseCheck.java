package dev.nightmask.snapshot.check;

import dev.nightmask.snapshot.guard.Session;
import java.util.List;

/// Finds out whether a database is whole. It reads only, each statement for itself, and waits for no lock longer
/// than five seconds, so a production database may be checked while it works: each finding is true of one moment.
public final class DatabaseCheck {
    /// Names in expressions that the server writes out are complete with an empty search path. Row-level security
    /// that hides rows makes a statement fail instead.
    private static final List<String> SETTINGS = List.of(
            "SET default_transaction_read_only = on",
            "SET search_path = ''",
            "SET row_security = off",
            "SET statement_timeout = 0",
            "SET lock_timeout = '5s'");

    /// How far to trust the catalog.
    public enum Depth {
        /// Foreign keys that are valid were checked by pg_restore a moment ago, and are not looked at again.
        LOADED,
        /// Every foreign key is looked at: rows can have changed while triggers were off.
        ALL
    }

    private DatabaseCheck() {}

    /// Checks the database that the session leads to. Its settings are changed for good.
    ///
    /// @throws NightmaskException TARGET_UNREACHABLE when the connection is lost
    public static Examination examine(Session session, Expected expected, Depth depth) {
        SETTINGS.forEach(session::execute);
        Inquiry inquiry = new Inquiry(session);
        RowCounts.examine(inquiry, expected.counts());
        ForeignKeys.examine(inquiry, depth);
        References.examine(inquiry, expected.references());
        Indexes.examine(inquiry);
        Constraints.examine(inquiry);
        Sequences.examine(inquiry);
        return inquiry.examination();
    }
}
