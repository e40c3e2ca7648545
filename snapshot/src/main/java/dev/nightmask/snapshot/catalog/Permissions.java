package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Asks beforehand for everything a dump reads, so that a missing grant is named for all tables at once.
final class Permissions {
    /// Tables and sequences, as pg_dump chooses them: those of an extension only when they are its
    /// configuration. row_security_active says whether row-level security would hide rows from this role.
    private static final String MISSING = """
            SELECT n.nspname, c.relname
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'S')
            AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            AND (NOT EXISTS (
                    SELECT 1 FROM pg_catalog.pg_depend d
                    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    AND d.objid = c.oid AND d.deptype = 'e')
                OR EXISTS (SELECT 1 FROM pg_catalog.pg_extension x WHERE c.oid = ANY (x.extconfig)))
            AND (NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                OR NOT CASE c.relkind
                    WHEN 'S' THEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT')
                    ELSE pg_catalog.has_table_privilege(c.oid, 'SELECT') END
                OR c.relrowsecurity AND pg_catalog.row_security_active(c.oid))
            ORDER BY 1, 2
            """;

    private Permissions() {}

    static void check(Connection connection) throws SQLException {
        List<Problem> missing = new ArrayList<>();
        Query.forAll(
                connection,
                MISSING,
                row -> missing.add(
                        new Problem(Failure.SOURCE_PERMISSION, new Place.Table(row.getString(1), row.getString(2)))));
        if (!missing.isEmpty()) {
            throw new NightmaskException(missing);
        }
    }
}
