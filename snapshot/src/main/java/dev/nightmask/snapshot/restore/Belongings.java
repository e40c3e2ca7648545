package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.guard.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What belongs to a database and not to its contents, as the statements that give it to another one: owner,
/// grants, connection limit, settings for all and for single roles. Comments are
/// [dev.nightmask.snapshot.guard.Marker]'s matter.
final class Belongings {
    private static final String OWNER_AND_LIMIT = """
            SELECT r.rolname, d.datconnlimit, d.datacl IS NOT NULL
            FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE d.oid = ?::oid""";

    private static final String GRANTS = """
            SELECT a.privilege_type, a.grantee = 0, r.rolname, a.is_grantable
            FROM pg_database d
            CROSS JOIN LATERAL aclexplode(d.datacl) a
            LEFT JOIN pg_roles r ON r.oid = a.grantee
            WHERE d.oid = ?::oid AND (a.grantee = 0 OR r.rolname IS NOT NULL)
            ORDER BY r.rolname, a.privilege_type""";

    /// Lists (of schemas, of libraries) are kept as several quoted names, all else as one text.
    private static final String SETTINGS = """
            SELECT r.rolname, split_part(c, '=', 1), substr(c, strpos(c, '=') + 1)
            FROM pg_db_role_setting s
            CROSS JOIN LATERAL unnest(s.setconfig) WITH ORDINALITY AS u(c, n)
            LEFT JOIN pg_roles r ON r.oid = s.setrole
            WHERE s.setdatabase = ?::oid
            ORDER BY r.rolname NULLS FIRST, u.n""";

    private static final List<String> LISTS = List.of(
            "search_path",
            "temp_tablespaces",
            "session_preload_libraries",
            "local_preload_libraries",
            "shared_preload_libraries",
            "unix_socket_directories");

    private Belongings() {}

    /// @param from oid of the database that has them
    /// @param to name of the database that is to have them
    static List<String> handedOn(Session session, long from, String to) {
        String oid = Long.toString(from);
        String database = Session.quoted(to);
        List<String> statements = new ArrayList<>();
        boolean granted = session.one(
                OWNER_AND_LIMIT,
                row -> {
                    statements.add("ALTER DATABASE " + database + " OWNER TO " + Session.quoted(row.getString(1)));
                    statements.add("ALTER DATABASE " + database + " CONNECTION LIMIT " + row.getInt(2));
                    return row.getBoolean(3);
                },
                oid);
        if (granted) {
            statements.add("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
        }
        statements.addAll(session.query(
                GRANTS,
                row -> "GRANT " + row.getString(1) + " ON DATABASE " + database + " TO "
                        + (row.getBoolean(2) ? "PUBLIC" : Session.quoted(row.getString(3)))
                        + (row.getBoolean(4) ? " WITH GRANT OPTION" : ""),
                oid));
        statements.addAll(session.query(
                SETTINGS,
                row -> (row.getString(1) == null
                                ? "ALTER DATABASE " + database
                                : "ALTER ROLE " + Session.quoted(row.getString(1)) + " IN DATABASE " + database)
                        + " SET " + Session.quoted(row.getString(2)) + " TO "
                        + value(row.getString(2), row.getString(3)),
                oid));
        return statements;
    }

    private static String value(String setting, String kept) {
        return LISTS.contains(setting.toLowerCase(Locale.ROOT)) ? kept : Session.literal(kept);
    }
}
