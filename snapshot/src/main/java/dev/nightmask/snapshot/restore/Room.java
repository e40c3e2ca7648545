package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.guard.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// How much room a server has.
final class Room {
    /// A server knows its start a moment later than it writes it down.
    private static final long START_SECONDS = 60;

    private static final int PID_FILE_LINES = 4;

    private static final String WHERE = """
            SELECT s.setting, current_setting('port'), extract(epoch FROM pg_postmaster_start_time())::bigint
            FROM pg_settings s
            WHERE s.name = 'data_directory'
            AND (inet_server_addr() IS NULL OR inet_server_addr() <<= '127.0.0.0/8' OR host(inet_server_addr()) = '::1')
            """;

    private static final String CONNECTIONS = """
            SELECT least(
                current_setting('max_connections')::int - (SELECT count(*) FROM pg_stat_activity
                    WHERE backend_type IN ('client backend', 'walsender') OR backend_type IS NULL)
                    - CASE WHEN r.rolsuper THEN 0 ELSE current_setting('superuser_reserved_connections')::int
                        + coalesce(current_setting('reserved_connections', true), '0')::int END,
                CASE WHEN r.rolsuper OR r.rolconnlimit < 0 THEN NULL ELSE r.rolconnlimit
                    - (SELECT count(*) FROM pg_stat_activity a WHERE a.usename = current_user) END)
            FROM pg_roles r WHERE r.rolname = current_user
            """;

    private Room() {}

    /// How many more connections this role may make.
    static long connections(Session session) {
        return session.one(CONNECTIONS, row -> row.getLong(1));
    }

    /// The free bytes where the server keeps its databases; empty when that cannot be seen from here. A server at
    /// the other end of a tunnel is told from one of this machine by its port and the time of its start.
    static OptionalLong freeBytes(Session session) {
        return session
                .query(WHERE, row -> new DataDirectory(Path.of(row.getString(1)), row.getString(2), row.getLong(3)))
                .stream()
                .filter(DataDirectory::isHere)
                .mapToLong(DataDirectory::freeBytes)
                .filter(bytes -> bytes > 0)
                .findFirst();
    }

    private record DataDirectory(Path path, String port, long startedAt) {
        boolean isHere() {
            try {
                List<String> lines = Files.readAllLines(path.resolve("postmaster.pid"));
                return lines.size() >= PID_FILE_LINES
                        && lines.get(PID_FILE_LINES - 1).strip().equals(port)
                        && Math.abs(Long.parseLong(lines.get(2).strip()) - startedAt) < START_SECONDS;
            } catch (IOException | NumberFormatException e) {
                return false;
            }
        }

        long freeBytes() {
            try {
                return Files.getFileStore(path).getUsableSpace();
            } catch (IOException e) {
                return 0;
            }
        }
    }
}
