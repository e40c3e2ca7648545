package dev.nightmask.snapshot.guard;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.demo.StandbyPostgres;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.guard.Marker.Role;
import dev.nightmask.snapshot.journal.Journal;
import dev.nightmask.snapshot.publish.SourceNote;
import dev.nightmask.snapshot.publish.SourceNote.Meeting;
import dev.nightmask.snapshot.restore.Restore;
import dev.nightmask.snapshot.restore.RestoreRequest;
import dev.nightmask.snapshot.restore.SealedDump;
import dev.nightmask.snapshot.restore.ServerLog;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.Restores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A production that snapshots were taken from, its copies, a staging server that somebody depends on, and one that
/// nobody does. What production and staging hold when all is set up is what they must hold at the end.
final class Arena implements AutoCloseable {
    /// A source that none of these servers is.
    static final String ELSEWHERE = "7000000000000000001";

    private static final Map<String, String> LOGGED =
            Map.of("log_statement", "all", "wal_level", "logical", "listen_addresses", "127.0.0.1,::1");

    private static final String ROWS = "CREATE TABLE t (id int, body text);"
            + " INSERT INTO t SELECT i, 'row ' || i FROM generate_series(1, 100) AS i";

    private final LocalPostgres production = LocalPostgres.start(LOGGED);
    private final LocalPostgres staging = LocalPostgres.start(LOGGED);
    private final LocalPostgres spare = LocalPostgres.start(Map.of());
    private final Path archive;
    private final Path foreign;
    private final Path directory;
    private final StandbyPostgres standby;
    private final StandbyPostgres copy;
    private final Journal journal = Restores.journal();

    Arena(Path directory) throws IOException {
        this.directory = directory;
        for (LocalPostgres server : List.of(production, staging)) {
            for (String database : List.of("prod", "before", "other", "it's \"odd\"")) {
                create(server, database);
            }
            sql(server, "postgres", "ALTER DATABASE before RENAME TO after");
            sql(server, "postgres", "CREATE ROLE weak LOGIN PASSWORD 'weak'");
            sql(server, "postgres", "CREATE ROLE owner LOGIN CREATEDB PASSWORD 'owner'");
            lie(server);
        }
        sql(spare, "postgres", "CREATE ROLE owner LOGIN CREATEDB PASSWORD 'owner'");
        for (Role role : Role.values()) {
            String database = "marked_" + role.name();
            create(production, database);
            mark(production, database, marker -> marker.with(role, marker.oid(), database));
        }
        Files.createDirectory(directory.resolve("own"));
        Files.createDirectory(directory.resolve("foreign"));
        archive = SealedDump.of(production, "prod", identity(production).systemIdentifier(), directory.resolve("own"));
        foreign = SealedDump.of(staging, "prod", ELSEWHERE, directory.resolve("foreign"));
        standby = StandbyPostgres.of(production, "");
        copy = StandbyPostgres.copyOf(production, "");
    }

    /// Functions that answer in the server's place, for a role that looks for them first.
    private static void lie(LocalPostgres server) {
        sql(server, "postgres", """
                CREATE SCHEMA evil; GRANT USAGE ON SCHEMA evil TO PUBLIC;
                CREATE FUNCTION evil.pg_control_system(OUT pg_control_version int, OUT catalog_version_no int,
                    OUT system_identifier int8, OUT pg_control_last_modified timestamptz)
                    LANGUAGE sql AS 'SELECT 1, 1, 42::int8, now()';
                CREATE FUNCTION evil.pg_is_in_recovery() RETURNS bool LANGUAGE sql AS 'SELECT false';
                CREATE VIEW evil.pg_stat_activity AS SELECT * FROM pg_catalog.pg_stat_activity WHERE false;
                GRANT SELECT ON evil.pg_stat_activity TO PUBLIC;
                CREATE ROLE liar SUPERUSER LOGIN PASSWORD 'liar';
                ALTER ROLE liar SET search_path = evil, pg_catalog;
                """);
    }

    interface Change {
        Marker of(Marker marker);
    }

    static void create(LocalPostgres server, String database) {
        sql(server, "postgres", "CREATE DATABASE " + Session.quoted(database));
        sql(server, database, ROWS);
    }

    /// Notes on a database a consent that is right but for a change.
    static void mark(LocalPostgres server, String database, Change change) {
        try (Target target = Target.open(Marked.settings(server, database))) {
            MarkedDatabase found =
                    MarkedDatabase.find(target.session(), database).orElseThrow();
            Marked.note(target.session(), found, change.of(Marked.consent(target.session(), found)));
        }
    }

    static void sql(LocalPostgres server, String database, String sql) {
        try (Session session = Session.open(Marked.settings(server, database))) {
            session.execute(sql);
        }
    }

    static ServerIdentity identity(LocalPostgres server) {
        return Marked.identity(server);
    }

    LocalPostgres production() {
        return production;
    }

    LocalPostgres staging() {
        return staging;
    }

    /// A server of which nobody cares what is in it.
    LocalPostgres spare() {
        return spare;
    }

    StandbyPostgres standby() {
        return standby;
    }

    StandbyPostgres copy() {
        return copy;
    }

    Path directory() {
        return directory;
    }

    /// Production as a source, with where it was met.
    KnownSources met() {
        ServerIdentity server = identity(production);
        return KnownSources.of(List.of(
                SourceNote.of(server.systemIdentifier(), new Meeting(server.endpoint(), server.timeline(), false))));
    }

    /// A snapshot of production is restored.
    void restoreOwn(ConnectionSettings target) {
        restore(Marked.guard(KnownSources.none()), archive, target, Progress.none());
    }

    /// A snapshot of some other server is restored.
    void restoreForeign(Guard guard, ConnectionSettings target) {
        restoreForeign(guard, target, Progress.none());
    }

    void restoreForeign(Guard guard, ConnectionSettings target, Progress progress) {
        restore(guard, foreign, target, progress);
    }

    private void restore(Guard guard, Path file, ConnectionSettings target, Progress progress) {
        PostgresPrograms programs = new PostgresPrograms(List.of(production.programs()));
        new Restore(guard, journal, programs, InstantSource.system(), new Random(), progress)
                .run(new RestoreRequest(file, null, target, List.of(), 1));
    }

    /// Does something during which a server must see nothing but SELECT and SET.
    static void onlyLookingAt(LocalPostgres server, Runnable attempt) {
        ServerLog log = ServerLog.from(server);
        try {
            attempt.run();
        } finally {
            log.assertOnlySelectAndSet();
        }
    }

    /// Everything that a restore could change, as one text.
    static String contents(LocalPostgres server) {
        String databases = ClientProgram.query(server, "postgres", """
                SELECT string_agg(concat_ws(' ', oid, datname), '; ' ORDER BY oid) FROM pg_database""");
        String rows = ClientProgram.query(
                server, "prod", "SELECT count(*) || md5(string_agg(t::text, ' ' ORDER BY id)) FROM t");
        return databases + rows;
    }

    @Override
    public void close() {
        try (production;
                staging;
                spare;
                standby) {
            copy.close();
        }
    }
}
