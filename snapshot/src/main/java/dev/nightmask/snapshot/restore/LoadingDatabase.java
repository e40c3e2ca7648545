package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// The database that rows are loaded into. Where the target does not exist yet, it is a new one under a name
/// that no other server has: so nothing can be written to a wrong server, and the target's own name appears
/// only when all is there and checked. Closed before it was kept, a new one is removed again.
final class LoadingDatabase implements AutoCloseable {
    private static final int FORCE_SINCE = 13;

    private final Target target;
    private final String name;
    private final long oid;
    private boolean finished;

    private LoadingDatabase(Target target, String name, long oid) {
        this.target = target;
        this.name = name;
        this.oid = oid;
    }

    /// @param session the one that the guard has checked
    static LoadingDatabase prepare(Session session, Target target, RandomGenerator random) {
        String name = target.settings().database();
        if (!target.exists()) {
            name = String.format(Locale.ROOT, "nightmask_%016x", random.nextLong());
            session.execute("CREATE DATABASE " + Session.quoted(name) + options(session));
        }
        return new LoadingDatabase(target, name, oidOf(session, name).getFirst());
    }

    /// UTF-8 holds whatever the source could hold, and Nightmask's archives are written in it. The locale is the
    /// server's own where it goes with that encoding, else C, which goes with all.
    private static String options(Session session) {
        boolean fits = session.one("""
                SELECT pg_encoding_to_char(encoding) = 'UTF8'
                    OR (datcollate IN ('C', 'POSIX') AND datctype IN ('C', 'POSIX'))
                FROM pg_database WHERE datname = 'template0'""", row -> row.getBoolean(1));
        return " TEMPLATE template0 ENCODING 'UTF8'" + (fits ? "" : " LOCALE 'C'");
    }

    ConnectionSettings settings() {
        return target.settings().withDatabase(name);
    }

    Session connect() {
        return target.connect(settings());
    }

    /// Gives the database the target's name.
    ///
    /// @throws NightmaskException TARGET_NOT_EMPTY when somebody else has made one of this name meanwhile
    void keep() {
        if (!target.exists()) {
            String wanted = target.settings().database();
            try (Session session = target.connect()) {
                if (!oidOf(session, wanted).isEmpty()) {
                    throw new NightmaskException(Failure.TARGET_NOT_EMPTY, target.place());
                }
                requireOurs(session);
                session.execute("ALTER DATABASE " + Session.quoted(name) + " RENAME TO " + Session.quoted(wanted));
            }
        }
        finished = true;
    }

    @Override
    public void close() {
        if (finished || target.exists()) {
            return;
        }
        finished = true;
        try (Session session = target.connect()) {
            requireOurs(session);
            String force = target.version().major() >= FORCE_SINCE ? " WITH (FORCE)" : "";
            session.execute("DROP DATABASE " + Session.quoted(name) + force);
        }
    }

    /// A name can pass to another database; an oid can't.
    private void requireOurs(Session session) {
        if (!oidOf(session, name).equals(List.of(oid))) {
            throw new NightmaskException(Failure.TARGET_CHANGED, settings().place());
        }
    }

    private static List<Long> oidOf(Session session, String database) {
        return session.query("SELECT oid::bigint FROM pg_database WHERE datname = ?", row -> row.getLong(1), database);
    }
}
