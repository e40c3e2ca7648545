package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.guard.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Encoding, locale and tablespace of a new database, as words of CREATE DATABASE. UTF-8 holds whatever the source
/// could hold, and Nightmask's archives are written in it. The locale is that of the database to be replaced where
/// that one is in UTF-8, else the server's own where it goes with that encoding, else C, which goes with all.
final class Layout {
    private static final String MODEL = """
            SELECT d.datcollate, d.datctype, to_jsonb(d) ->> 'datlocprovider',
                coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'),
                CASE WHEN d.datname = 'template0' THEN NULL ELSE t.spcname END
            FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace
            WHERE d.datname IN (?, 'template0')
            AND (pg_encoding_to_char(d.encoding) = 'UTF8'
                OR (d.datcollate IN ('C', 'POSIX') AND d.datctype IN ('C', 'POSIX')))
            ORDER BY d.datname = 'template0'
            """;

    private Layout() {}

    /// @param database the one to be replaced, there or not
    static String of(Session session, String database) {
        List<String> models = session.query(
                MODEL,
                row -> locale(row.getString(1), row.getString(2), row.getString(3), row.getString(4))
                        + (row.getString(5) == null ? "" : " TABLESPACE " + Session.quoted(row.getString(5))),
                database);
        return " TEMPLATE template0 ENCODING 'UTF8'" + (models.isEmpty() ? " LOCALE 'C'" : models.getFirst());
    }

    private static String locale(String collate, String ctype, @Nullable String provider, @Nullable String locale) {
        String words = " LC_COLLATE " + Session.literal(collate) + " LC_CTYPE " + Session.literal(ctype);
        if ("i".equals(provider) && locale != null) {
            return words + " LOCALE_PROVIDER icu ICU_LOCALE " + Session.literal(locale);
        }
        if ("b".equals(provider) && locale != null) {
            return words + " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + Session.literal(locale);
        }
        return words;
    }
}
