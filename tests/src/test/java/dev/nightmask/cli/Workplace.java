package dev.nightmask.cli;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.demo.LocalS3;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.publish.S3Settings;
import dev.nightmask.snapshot.publish.S3Settings.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A production server, a developer's server, a bucket and a directory, for tests of whole commands.
///
/// Every row and every secret of it holds text that must not come out again: [#secrets].
final class Workplace implements AutoCloseable {
    static final String KEY = "5eed0f0ddba11c0ffee0ddba115eed0f5eed0f0ddba11c0ffee0ddba115eed0f";
    static final String BUCKET = "snapshots";
    private static final List<String> PLANTED = List.of("planted.example", "Quuxington", "planted note");

    private static final String SCHEMA = """
            CREATE TABLE people (
                id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                email text NOT NULL UNIQUE,
                full_name text,
                note text);
            INSERT INTO people (email, full_name, note)
            SELECT 'zelda' || n || '@planted.example', 'Zelda Quuxington ' || n, 'planted note ' || n
            FROM generate_series(1, 500) n;
            """;

    static final String RULES = """
            version: 1
            tables:
              public.people:
                id: {keep: surrogate key}
                email: {pseudonymize: email}
                full_name: {synthesize: name.fullName}
                note: suppress
            """;

    private final LocalPostgres production = LocalPostgres.start(Map.of());
    private final LocalPostgres laptop = LocalPostgres.start(Map.of());
    private final LocalS3 s3 = LocalS3.start();
    private final Path directory;
    private int names;

    Workplace(Path directory) {
        this.directory = directory;
        s3.createBucket(BUCKET);
        sql(production, "postgres", "CREATE DATABASE shop");
        sql(production, "shop", SCHEMA);
    }

    LocalPostgres production() {
        return production;
    }

    LocalPostgres laptop() {
        return laptop;
    }

    /// What no output may hold.
    List<String> secrets() {
        return Stream.concat(
                        PLANTED.stream(),
                        Stream.of(KEY, production.password(), laptop.password(), s3.secretAccessKey(), "hunter2"))
                .toList();
    }

    /// A world in which the environment holds the password of one of the servers, the key, and what is given.
    Surroundings at(LocalPostgres server, Map<String, String> more) {
        Map<String, String> environment =
                new TreeMap<>(Map.of("PGPASSWORD", server.password(), "NIGHTMASK_KEY", KEY, "PATH", "/usr/bin:/bin"));
        environment.put("XDG_STATE_HOME", directory.resolve("state-home").toString());
        environment.putAll(more);
        return with(environment, PostgresPrograms.installed(environment));
    }

    Surroundings with(Map<String, String> environment, PostgresPrograms programs) {
        Credentials credentials = new Credentials.Given(s3.accessKeyId(), s3.secretAccessKey());
        S3Settings settings = S3Settings.usual().at(s3.endpoint().toString()).as(credentials);
        return new Surroundings(
                environment,
                programs,
                settings,
                Clock.systemUTC(),
                new SecureRandom(),
                "here",
                "tester@here",
                directory.resolve("state"));
    }

    /// What a process of its own needs to speak to the bucket.
    Map<String, String> s3Environment() {
        return Map.of("AWS_ACCESS_KEY_ID", s3.accessKeyId(), "AWS_SECRET_ACCESS_KEY", s3.secretAccessKey());
    }

    static String uri(LocalPostgres server, String database) {
        return "postgresql://%s@127.0.0.1:%d/%s".formatted(LocalPostgres.SUPERUSER, server.port(), database);
    }

    URI s3Endpoint() {
        return s3.endpoint();
    }

    /// A store that nothing was written to yet.
    String freshStore() {
        return "s3://" + BUCKET + "/" + freshName();
    }

    String freshName() {
        return "n" + ++names;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    String file(String name, String text) {
        try {
            return Files.writeString(path(name), text).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String rules() {
        return file("rules.yaml", RULES);
    }

    List<String> snapshot(String store) {
        return List.of("snapshot", "--json", "--source", uri(production, "shop"), "--rules", rules(), "--store", store);
    }

    /// The same arguments with other values for some options.
    static List<String> with(List<String> arguments, String... optionsAndValues) {
        List<String> changed = new ArrayList<>(arguments);
        for (int i = 0; i < optionsAndValues.length; i += 2) {
            changed.set(changed.indexOf(optionsAndValues[i]) + 1, optionsAndValues[i + 1]);
        }
        return changed;
    }

    /// A snapshot, pulled to a file.
    Path archive() {
        String store = freshStore();
        Path archive = path(freshName() + ".dump");
        ok(snapshot(store));
        ok(List.of("pull", "--store", store, "-o", archive.toString()));
        return archive;
    }

    private void ok(List<String> arguments) {
        Ran ran = Ran.nightmask(at(production, Map.of()), arguments);
        if (ran.status() != 0) {
            throw new AssertionError(ran.everything());
        }
    }

    static void sql(LocalPostgres server, String database, String statements) {
        try (Connection connection = connect(server, database);
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static String query(LocalPostgres server, String database, String query) {
        try (Connection connection = connect(server, database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Connection connect(LocalPostgres server, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?ApplicationName=test".formatted(server.port(), database),
                LocalPostgres.SUPERUSER,
                server.password());
    }

    /// Everything in the bucket: finished objects and multipart uploads that are still open.
    List<String> inBucket() {
        AwsBasicCredentials credentials = AwsBasicCredentials.create(s3.accessKeyId(), s3.secretAccessKey());
        try (S3Client client = S3Client.builder()
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .endpointOverride(s3.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .build()) {
            Stream<String> objects = client.listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream()
                    .map(object -> object.key());
            Stream<String> uploads = client.listMultipartUploads(list -> list.bucket(BUCKET)).uploads().stream()
                    .map(upload -> "upload of " + upload.key());
            return Stream.concat(objects, uploads).toList();
        }
    }

    @Override
    public void close() {
        s3.close();
        laptop.close();
        production.close();
    }
}
