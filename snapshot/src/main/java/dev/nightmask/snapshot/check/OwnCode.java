package dev.nightmask.snapshot.check;

/// Tells expressions that run functions which somebody wrote in this database from those that don't. The former are
/// not evaluated here: whoever checks may be a superuser, and whoever wrote the function need not be.
final class OwnCode {
    private OwnCode() {}

    /// An expression that is true when the object depends on a function or operator of its database that no
    /// extension brought.
    ///
    /// @param catalog where the object is, such as `pg_class`
    /// @param oid of the object, as an expression
    static String runBy(String catalog, String oid) {
        return """
                EXISTS (SELECT FROM pg_depend d WHERE d.classid = '%s'::regclass AND d.objid = %s
                    AND d.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass) AND d.refobjid >= 16384
                    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.refclassid
                        AND e.objid = d.refobjid AND e.deptype = 'e'))""".formatted(catalog, oid);
    }
}
