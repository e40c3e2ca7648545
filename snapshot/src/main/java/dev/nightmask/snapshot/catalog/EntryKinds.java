package dev.nightmask.snapshot.catalog;

import java.util.Set;

/// The kinds of entries that pg_dump 14 to 18 write, as their `desc` names them: those an archive may hold and
/// those that stay behind. A kind in neither set is not known, so it stops the run.
final class EntryKinds {
    private static final Set<String> ALLOWED = Set.of(
            "ENCODING",
            "STDSTRINGS",
            "SEARCHPATH",
            "SCHEMA",
            "EXTENSION",
            "PROCEDURAL LANGUAGE",
            "COLLATION",
            "CONVERSION",
            "TYPE",
            "SHELL TYPE",
            "DOMAIN",
            "FUNCTION",
            "PROCEDURE",
            "AGGREGATE",
            "OPERATOR",
            "OPERATOR CLASS",
            "OPERATOR FAMILY",
            "CAST",
            "TRANSFORM",
            "ACCESS METHOD",
            "TEXT SEARCH PARSER",
            "TEXT SEARCH DICTIONARY",
            "TEXT SEARCH TEMPLATE",
            "TEXT SEARCH CONFIGURATION",
            "FOREIGN DATA WRAPPER",
            "SERVER",
            "FOREIGN TABLE",
            "TABLE",
            "TABLE ATTACH",
            "SEQUENCE",
            "SEQUENCE OWNED BY",
            "VIEW",
            "MATERIALIZED VIEW",
            "DEFAULT",
            "TABLE DATA",
            "SEQUENCE SET",
            "CONSTRAINT",
            "CHECK CONSTRAINT",
            "FK CONSTRAINT",
            "INDEX",
            "INDEX ATTACH",
            "STATISTICS",
            "RULE",
            "TRIGGER",
            "EVENT TRIGGER",
            "POLICY",
            "ROW SECURITY",
            "MATERIALIZED VIEW DATA");

    private static final Set<String> LEFT_OUT = Set.of(
            "COMMENT",
            "SECURITY LABEL",
            "PUBLICATION",
            "PUBLICATION TABLE",
            "PUBLICATION TABLES IN SCHEMA",
            "SUBSCRIPTION",
            "SUBSCRIPTION TABLE",
            "USER MAPPING",
            "DATABASE",
            "DATABASE PROPERTIES",
            "ACL",
            "DEFAULT ACL",
            "BLOB",
            "BLOB METADATA",
            "BLOBS");

    private EntryKinds() {}

    static boolean isAllowed(String kind) {
        return ALLOWED.contains(kind);
    }

    static boolean isLeftOut(String kind) {
        return LEFT_OUT.contains(kind);
    }
}
