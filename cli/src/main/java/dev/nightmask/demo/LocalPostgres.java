package dev.nightmask.demo;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A throw-away PostgreSQL server on loopback and a free port, gone without a trace when closed.
///
/// PostgreSQL refuses to run as root, so root starts it as an ordinary user of this machine. Every server has
/// a random password, asked for on TCP as in production.
public final class LocalPostgres implements AutoCloseable {
    /// The superuser of the server.
    public static final String SUPERUSER = "postgres";

    private static final int PORT_TRIES = 3;
    private static final int LONGEST_PARENT = 60;

    private final Path home;
    private final int port;
    private final String password;
    private final ServerCommands commands;
    private final Thread atExit = new Thread(this::stop, "stop-postgres");

    private LocalPostgres(Path home, int port, String password, ServerCommands commands) {
        this.home = home;
        this.port = port;
        this.password = password;
        this.commands = commands;
    }

    /// Initialises a cluster and starts its server; takes about a second.
    ///
    /// @param settings configuration parameters, for example `log_statement` to `all`
    public static LocalPostgres start(Map<String, String> settings) {
        return start(settings, ServerPrograms.findOrInstall().resolve("postgres"));
    }

    /// The same with another server executable of the installed version.
    static LocalPostgres start(Map<String, String> settings, Path executable) {
        return start(settings, executable, ServerCommands.find());
    }

    /// The same with the programs of a directory, be they of another version.
    static LocalPostgres startFrom(Path programs, Map<String, String> settings) {
        return start(
                settings, programs.resolve("postgres"), ServerCommands.find().in(programs));
    }

    private static LocalPostgres start(Map<String, String> settings, Path executable, ServerCommands commands) {
        NightmaskException last = null;
        for (int tries = 0; tries < PORT_TRIES; tries++) {
            LocalPostgres server = new LocalPostgres(newHome(), freePort(), randomPassword(), commands);
            Runtime.getRuntime().addShutdownHook(server.atExit);
            try {
                server.initialise(settings, executable);
                return server;
            } catch (NightmaskException e) {
                server.close();
                last = e;
            }
        }
        throw Objects.requireNonNull(last);
    }

    /// Whether the programs are there; if not, the first start installs them, which takes a minute.
    public static boolean isInstalled() {
        return ServerPrograms.find().isPresent();
    }

    private void initialise(Map<String, String> settings, Path executable) {
        Path passwordFile = home.resolve("password");
        try {
            Files.writeString(passwordFile, password);
            commands.own(home);
            commands.own(passwordFile);
        } catch (IOException e) {
            throw unwritable(home);
        }
        commands.run(
                "initdb",
                List.of(
                        "-D",
                        data(),
                        "-U",
                        SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--no-sync",
                        "--auth-local=trust",
                        "--auth-host=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C.UTF-8"));
        removed(passwordFile);
        commands.run(
                "pg_ctl",
                List.of(
                        "-D",
                        data(),
                        "-p",
                        executable.toString(),
                        "-w",
                        "-s",
                        "-l",
                        logFile().toString(),
                        "-o",
                        options(settings),
                        "start"));
    }

    private String options(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "listen_addresses", "127.0.0.1",
                "port", Integer.toString(port),
                "unix_socket_directories", home.toString(),
                "fsync", "off",
                "full_page_writes", "off"));
        all.putAll(settings);
        List<String> words = new ArrayList<>();
        all.forEach((name, value) -> words.add("-c " + name + "='" + value + "'"));
        return String.join(" ", words);
    }

    /// The connection URI of a database, with the superuser and its password.
    public String uri(String database) {
        return "postgresql://" + SUPERUSER + ":" + password + "@127.0.0.1:" + port + "/" + database;
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    /// The directory of the server's Unix socket.
    public Path socketDirectory() {
        return home;
    }

    /// What the server logged.
    public Path logFile() {
        return home.resolve("server.log");
    }

    /// The directory of initdb, pg_dump, psql and the rest, all of the server's own version.
    public Path programs() {
        return commands.directory();
    }

    private String data() {
        return home.resolve("data").toString();
    }

    /// Stops the server at once and removes all its files.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs by itself, and stopping twice does no harm.
        }
        stop();
    }

    private synchronized void stop() {
        if (Files.exists(home.resolve("data/postmaster.pid"))) {
            ServerPrograms.status(
                    commands.line("pg_ctl", List.of("-D", data(), "-w", "-s", "-m", "immediate", "stop")));
        }
        try (Stream<Path> files = Files.exists(home) ? Files.walk(home) : Stream.of()) {
            files.sorted(Comparator.reverseOrder()).forEach(LocalPostgres::removed);
        } catch (IOException e) {
            throw unwritable(home);
        }
    }

    private static void removed(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(file);
        }
    }

    /// A Unix socket's path has at most 107 bytes, so a deep TMPDIR is passed over.
    private static Path newHome() {
        Path usual = Path.of(System.getProperty("java.io.tmpdir"));
        Path parent = usual.toString().length() > LONGEST_PARENT ? Path.of("/tmp") : usual;
        try {
            return Files.createTempDirectory(parent, "nightmask-pg");
        } catch (IOException e) {
            throw unwritable(parent);
        }
    }

    private static NightmaskException unwritable(Path path) {
        return new NightmaskException(Failure.OUTPUT_UNWRITABLE, new Place.FilePosition(path.toString(), 0, 0));
    }

    private static String randomPassword() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Free now; another process may take it before the server does, so a start is tried again.
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
