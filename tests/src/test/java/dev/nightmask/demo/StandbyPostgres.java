package dev.nightmask.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A hot standby of a test's server, made by pg_basebackup and fed by streaming.
public final class StandbyPostgres implements AutoCloseable {
    private final Path home;
    private final int port;
    private final ServerCommands commands;

    private StandbyPostgres(Path home, int port, ServerCommands commands) {
        this.home = home;
        this.port = port;
        this.commands = commands;
    }

    /// @param settings as `-c name=value` words
    public static StandbyPostgres of(LocalPostgres primary, String settings) {
        return of(primary, settings, List.of("-R"));
    }

    /// A copy that follows nobody: what a disk snapshot or a copied data directory becomes when it is started.
    public static StandbyPostgres copyOf(LocalPostgres primary, String settings) {
        return of(primary, settings, List.of());
    }

    private static StandbyPostgres of(LocalPostgres primary, String settings, List<String> following) {
        try {
            Path home = Files.createTempDirectory(Path.of("/tmp"), "nightmask-standby");
            StandbyPostgres standby = new StandbyPostgres(home, freePort(), ServerCommands.find());
            standby.commands.own(home);
            List<String> backup = new ArrayList<>(List.of(
                    "-D",
                    standby.data(),
                    "-d",
                    "host=" + primary.socketDirectory() + " port=" + primary.port() + " user=postgres",
                    "--checkpoint=fast",
                    "--no-sync"));
            backup.addAll(following);
            standby.commands.run("pg_basebackup", backup);
            standby.commands.run(
                    "pg_ctl",
                    List.of(
                            "-D",
                            standby.data(),
                            "-w",
                            "-s",
                            "-l",
                            home.resolve("server.log").toString(),
                            "-o",
                            "-c listen_addresses=127.0.0.1 -c port=" + standby.port + " -c unix_socket_directories="
                                    + home + " " + settings,
                            "start"));
            return standby;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The superuser's connection URI, over the socket, where no password is asked for.
    public String uri(String database) {
        return "postgresql://postgres@" + home.toString().replace("/", "%2F") + ":" + port + "/" + database;
    }

    /// Makes it a primary, on a timeline of its own, if it is none yet.
    public void promote() {
        if (Files.exists(home.resolve("data/standby.signal"))) {
            commands.run("pg_ctl", List.of("-D", data(), "-w", "-s", "promote"));
        }
    }

    private String data() {
        return home.resolve("data").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        ServerPrograms.status(commands.line("pg_ctl", List.of("-D", data(), "-w", "-s", "-m", "immediate", "stop")));
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
