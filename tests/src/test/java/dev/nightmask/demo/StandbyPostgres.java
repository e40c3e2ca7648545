package dev.nightmask.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try {
            Path home = Files.createTempDirectory(Path.of("/tmp"), "nightmask-standby");
            StandbyPostgres standby = new StandbyPostgres(home, freePort(), ServerCommands.find());
            standby.commands.own(home);
            standby.commands.run(
                    "pg_basebackup",
                    List.of(
                            "-D",
                            standby.data(),
                            "-d",
                            "host=" + primary.socketDirectory() + " port=" + primary.port() + " user=postgres",
                            "-R",
                            "--checkpoint=fast",
                            "--no-sync"));
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
