package dev.nightmask.snapshot.guard;

import dev.nightmask.snapshot.guard.Marker.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A database of the target server as it is now, with what Nightmask may have noted on it.
///
/// @param isOpen whether it takes connections
/// @param comment null when it has none
public record MarkedDatabase(
        long oid, String name, boolean isOpen, @Nullable String comment) {
    private static final String ALL = """
            SELECT oid::bigint, datname, datallowconn, shobj_description(oid, 'pg_database')
            FROM pg_database""";

    private static final Session.RowReader<MarkedDatabase> READER =
            row -> new MarkedDatabase(row.getLong(1), row.getString(2), row.getBoolean(3), row.getString(4));

    /// The one of this name; empty when there is none.
    public static Optional<MarkedDatabase> find(Session session, String name) {
        return session.query(ALL + " WHERE datname = ?", READER, name).stream().findFirst();
    }

    /// Those whose names begin so.
    public static List<MarkedDatabase> startingWith(Session session, String prefix) {
        return session.query(ALL + " WHERE starts_with(datname, ?) ORDER BY datname", READER, prefix);
    }

    /// What is noted on it, be it for this database or for another.
    public Optional<Marker> marker() {
        return Marker.in(comment);
    }

    /// What is noted on it, if that was noted on this very database of this very server.
    public Optional<Marker> marker(Role role, ServerIdentity server) {
        return marker().filter(marker -> marker.role() == role && marker.isFor(server, oid, name));
    }

    /// The statement that notes something on it, or removes the note when there is nothing to note; what others wrote
    /// in its comment stays.
    public String noting(@Nullable Marker marker) {
        String text = Marker.comment(comment, marker);
        return "COMMENT ON DATABASE " + Session.quoted(name) + " IS "
                + (text.isEmpty() ? "NULL" : Session.literal(text));
    }
}
