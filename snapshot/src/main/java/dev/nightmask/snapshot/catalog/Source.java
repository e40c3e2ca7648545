package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.archive.ArchiveHeader;
import dev.nightmask.snapshot.archive.SourceIdentity;
import dev.nightmask.snapshot.archive.Toc;
import dev.nightmask.snapshot.archive.TocEntry;
import dev.nightmask.snapshot.compress.Compression;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/// The coordinating session at the source: one read-only transaction whose exported snapshot is the state that
/// all of a run reads. It holds ACCESS SHARE on every table from [#readCatalog] until it is closed.
///
/// Used by one thread. After a failure it is good for nothing but [#close].
public final class Source implements AutoCloseable {
    /// As long as we wait for somebody's lock, and others behind us.
    private static final Duration LOCK_WAIT = Duration.ofSeconds(5);

    /// The database's name in every archive.
    private static final String DATABASE = "nightmask";

    /// The oldest archive version that Nightmask writes; all pg_restore since PostgreSQL 12 read it.
    private static final int PLAIN_MINOR = 14;

    /// The first archive version whose header knows lz4 and zstd.
    private static final int MODERN_MINOR = 15;

    private static final String IDENTITY = """
            SELECT s.system_identifier::text, d.oid::int8,
                pg_catalog.date_trunc('second', pg_catalog.now() AT TIME ZONE 'UTC'),
                (SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata)
            FROM pg_catalog.pg_control_system() s, pg_catalog.pg_database d
            WHERE d.datname = pg_catalog.current_database()
            """;

    private final SourceSession session;
    private final ConnectionSettings settings;
    private final ClientProgram pgDump;

    private Source(SourceSession session, ConnectionSettings settings, ClientProgram pgDump) {
        this.session = session;
        this.settings = settings;
        this.pgDump = pgDump;
    }

    /// Connects, finds the pg_dump for this server, and only then begins the transaction.
    public static Source open(ConnectionSettings settings, PostgresPrograms programs) {
        return open(settings, programs, LOCK_WAIT);
    }

    static Source open(ConnectionSettings settings, PostgresPrograms programs, Duration lockWait) {
        ConnectionSettings settled = settings.settled(Side.SOURCE);
        Connection connection = settled.open(Side.SOURCE);
        try {
            PostgresVersion version = new PostgresVersion(
                    connection.getMetaData().getDatabaseMajorVersion(),
                    connection.getMetaData().getDatabaseMinorVersion());
            ClientProgram pgDump = programs.pgDump(version);
            return new Source(SourceSession.begin(connection, version, lockWait), settled, pgDump);
        } catch (SQLException e) {
            throw closed(connection, ServerFailures.atStatement(Side.SOURCE, e));
        } catch (NightmaskException e) {
            throw closed(connection, e);
        }
    }

    /// The session itself, in its transaction, for [dev.nightmask.snapshot.copy.TableCopy].
    public Connection connection() {
        return session.connection();
    }

    /// The id of the exported snapshot that all of a run reads.
    public String snapshot() {
        return session.snapshot();
    }

    /// Another session that sees the same snapshot, to read rows beside this one.
    ///
    /// @throws NightmaskException SOURCE_FULL when the server takes no more sessions
    public ReadingSession join() {
        Connection connection = settings.open(Side.SOURCE);
        try {
            return ReadingSession.join(connection, session);
        } catch (SQLException e) {
            throw closed(connection, ServerFailures.atStatement(Side.SOURCE, e));
        }
    }

    SourceSession session() {
        return session;
    }

    /// Reads everything but rows, and locks every table.
    ///
    /// @param compression how the archive's data blocks will be compressed, which decides its version
    public Catalog readCatalog(Compression compression) {
        try {
            Permissions.check(session.connection());
            LockTable.check(session.connection());
            Toc toc = readAndLock();
            SchemaFilter.Filtered filtered = SchemaFilter.filter(toc.entries(), pgDump);
            List<Table> tables = TableReader.read(session.connection(), TableLocks.tables(filtered.entries()));
            return catalog(filtered, tables, compression);
        } catch (SQLException e) {
            throw ServerFailures.atStatement(Side.SOURCE, e);
        }
    }

    /// The order matters: while pg_dump holds its locks nobody can come between its and ours.
    private Toc readAndLock() throws SQLException {
        try (PgDump dump = PgDump.start(pgDump, settings, session)) {
            Toc toc = dump.readToc();
            List<TocEntry> tables = TableLocks.tables(toc.entries());
            TableLocks.lock(session.connection(), tables);
            TableLocks.checkUnchanged(session.connection(), tables);
            return toc;
        } catch (NightmaskException e) {
            boolean unnamed = e.failure() == Failure.SOURCE_LOCKED
                    && e.problems().getFirst().place() instanceof Place.Program;
            throw unnamed ? TableLocks.locked(session.connection()) : e;
        }
    }

    private Catalog catalog(SchemaFilter.Filtered filtered, List<Table> tables, Compression compression)
            throws SQLException {
        Facts facts = readFacts();
        int minor = switch (compression) {
            case NONE, ZLIB -> PLAIN_MINOR;
            case LZ4, ZSTD -> MODERN_MINOR;
        };
        ArchiveHeader header = new ArchiveHeader(
                minor,
                compression,
                facts.time(),
                DATABASE,
                session.version().toString(),
                pgDump.version().toString());
        List<String> notices = new ArrayList<>(filtered.notices());
        if (facts.largeObjects() > 0) {
            notices.add("large objects left out: " + facts.largeObjects());
        }
        if (minor == MODERN_MINOR) {
            notices.add("to restore, pg_restore %d or newer is needed".formatted(header.readableSince()));
        }
        return new Catalog(
                facts.identity(),
                session.version().toString(),
                pgDump.version().toString(),
                new Toc(header, filtered.entries()),
                tables,
                notices);
    }

    private Facts readFacts() throws SQLException {
        List<Facts> facts = new ArrayList<>();
        Query.forAll(
                session.connection(),
                IDENTITY,
                row -> facts.add(new Facts(
                        new SourceIdentity(row.getString(1), row.getLong(2)),
                        row.getObject(3, LocalDateTime.class),
                        row.getLong(4))));
        return facts.getFirst();
    }

    /// Ends the session from any thread, whatever it is doing.
    public void cutOff() {
        Cut.off(session.connection());
    }

    /// Ends the transaction and with it snapshot and locks.
    @Override
    public void close() {
        try {
            session.connection().close();
        } catch (SQLException e) {
            throw ServerFailures.atStatement(Side.SOURCE, e);
        }
    }

    private static NightmaskException closed(Connection connection, NightmaskException first) {
        try {
            connection.close();
        } catch (SQLException e) {
            first.addSuppressed(ServerFailures.atStatement(Side.SOURCE, e));
        }
        return first;
    }

    private record Facts(SourceIdentity identity, LocalDateTime time, long largeObjects) {}
}
