package dev.nightmask.demo;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.mask.PseudonymizationKey;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.S3Settings;
import dev.nightmask.snapshot.publish.S3Settings.Credentials;
import dev.nightmask.snapshot.publish.Stores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The scoreboard service that does not exist: its production server, the server of one of its developers, its S3
/// bucket, and a directory for files. All of it is on this machine, and gone when closed.
final class Scoreboard implements AutoCloseable {
    static final String PRODUCTION = "production";
    static final String DEV = "dev";
    static final String STORE = "s3://snapshots/scoreboard";

    /// A role that can read every table and do nothing else.
    static final String READER = "nightmask_reader";

    private static final Map<String, String> FAST = Map.of("synchronous_commit", "off", "max_wal_size", "4GB");

    private final String readerPassword = randomHex(16);
    private final Path directory;
    private final LocalPostgres production;
    private final LocalPostgres developer;
    private final LocalS3 s3;

    private Scoreboard(Path directory, LocalPostgres production, LocalPostgres developer, LocalS3 s3) {
        this.directory = directory;
        this.production = production;
        this.developer = developer;
        this.s3 = s3;
    }

    /// Starts everything, with an empty production database; takes three seconds.
    static Scoreboard start() {
        LocalPostgres production = LocalPostgres.start(FAST);
        LocalPostgres developer = null;
        try {
            developer = LocalPostgres.start(FAST);
            LocalS3 s3 = LocalS3.start();
            s3.createBucket("snapshots");
            return new Scoreboard(newDirectory(), production, developer, s3);
        } catch (IOException | NightmaskException e) {
            production.close();
            if (developer != null) {
                developer.close();
            }
            throw e instanceof NightmaskException known ? known : unwritable(System.getProperty("java.io.tmpdir"));
        }
    }

    private static Path newDirectory() throws IOException {
        return Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "nightmask-demo");
    }

    /// Fills the production database.
    void fill() {
        new Psql(production, "postgres").execute("CREATE DATABASE " + PRODUCTION);
        production().runFile(resource("scoreboard.sql"));
        Path role = write(
                "role.sql",
                "CREATE ROLE %s LOGIN PASSWORD '%s' IN ROLE pg_read_all_data;".formatted(READER, readerPassword));
        production().runFile(role);
    }

    Psql production() {
        return new Psql(production, PRODUCTION);
    }

    Psql dev() {
        return new Psql(developer, DEV);
    }

    LocalPostgres server() {
        return developer;
    }

    Path rules() {
        return resource("scoreboard.yaml");
    }

    /// What this machine is to remember, as long as the demo lasts.
    Path state() {
        return directory.resolve("state");
    }

    Path archive() {
        return directory.resolve("scoreboard.dump");
    }

    /// As the nightly run connects: as a role that can only read.
    ConnectionSettings source() {
        return settings(READER, readerPassword, production, PRODUCTION);
    }

    /// As a developer connects to the own server.
    ConnectionSettings target() {
        return settings(LocalPostgres.SUPERUSER, developer.password(), developer, DEV);
    }

    /// As a developer in the wrong terminal window would: all rights, on production.
    ConnectionSettings wrongTarget() {
        return settings(LocalPostgres.SUPERUSER, production.password(), production, DEV);
    }

    ObjectStore store() {
        Credentials credentials = new Credentials.Given(s3.accessKeyId(), s3.secretAccessKey());
        return Stores.open(
                STORE, S3Settings.usual().at(s3.endpoint().toString()).as(credentials));
    }

    static PseudonymizationKey newKey() {
        return PseudonymizationKey.parse(randomHex(32));
    }

    private static ConnectionSettings settings(String user, String password, LocalPostgres server, String database) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("PGPASSWORD", password);
        return ConnectionSettings.of(
                "postgresql://%s@127.0.0.1:%d/%s".formatted(user, server.port(), database), environment);
    }

    /// Copies a resource to a file, for programs that read files.
    private Path resource(String name) {
        try (InputStream in = Objects.requireNonNull(Scoreboard.class.getResourceAsStream(name))) {
            Path file = directory.resolve(name);
            if (Files.notExists(file)) {
                Files.copy(in, file);
            }
            return file;
        } catch (IOException e) {
            throw unwritable(directory.toString());
        }
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw unwritable(directory.toString());
        }
    }

    @Override
    public void close() {
        try (s3;
                developer;
                production) {
            removeDirectory();
        }
    }

    private void removeDirectory() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw unwritable(directory.toString());
        }
    }

    private static NightmaskException unwritable(String directory) {
        return new NightmaskException(Failure.OUTPUT_UNWRITABLE, new Place.FilePosition(directory, 0, 0));
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
