package dev.nightmask.lambda.nightly;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.demo.LocalS3;
import dev.nightmask.lambda.FakeAws;
import dev.nightmask.lambda.FunctionProcess;
import dev.nightmask.snapshot.TemporaryDirectory;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.S3Settings;
import dev.nightmask.snapshot.publish.S3Settings.Credentials;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.publish.Stores;
import dev.nightmask.tests.ClientProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Production, a bucket and the services of AWS around the nightly function. Every test has a store of its own.
public final class NightlyTown implements AutoCloseable {
    static final String KEY = "5eed0f0ddba11c0ffee0ddba115eed0f5eed0f0ddba11c0ffee0ddba115eed0f";
    static final String BUCKET = "snapshots";
    private static final String KEY_ARN = "arn:aws:secretsmanager:eu-north-1:1:secret:key";
    private static final String LOGIN_ARN = "arn:aws:secretsmanager:eu-north-1:1:secret:login";
    private static final List<String> PLANTED = List.of("planted.example", "Quuxington");

    static final String RULES = """
            version: 1
            tables:
              public.people:
                id: {keep: surrogate key}
                email: {pseudonymize: email}
                full_name: {synthesize: name.fullName}
            """;

    private final LocalPostgres production = LocalPostgres.start(Map.of());
    private final LocalS3 s3 = LocalS3.start();
    private final FakeAws aws = FakeAws.start(s3.accessKeyId(), s3.secretAccessKey());
    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private int names;

    public NightlyTown() {
        s3.createBucket(BUCKET);
        ClientProgram.createDatabase(production, "shop", "UTF8");
        ClientProgram.query(production, "shop", """
                CREATE TABLE people (id int PRIMARY KEY, email text NOT NULL UNIQUE, full_name text);
                INSERT INTO people SELECT n, 'zelda' || n || '@planted.example', 'Zelda Quuxington ' || n
                FROM generate_series(1, 500) n""");
        aws.keep(KEY_ARN, KEY);
        aws.keep(LOGIN_ARN, login(production));
    }

    /// The secret that holds a login to a server.
    public static String login(LocalPostgres server) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(LocalPostgres.SUPERUSER, server.password());
    }

    /// What no log, answer, event or child may show.
    List<String> secrets() {
        return Stream.concat(PLANTED.stream(), Stream.of(KEY, production.password(), s3.secretAccessKey()))
                .toList();
    }

    public FakeAws aws() {
        return aws;
    }

    public LocalPostgres production() {
        return production;
    }

    public String freshStore() {
        return "s3://" + BUCKET + "/n" + ++names;
    }

    public ObjectStore open(String store) {
        Credentials credentials = new Credentials.Given(s3.accessKeyId(), s3.secretAccessKey());
        return Stores.open(
                store, S3Settings.usual().at(s3.endpoint().toString()).as(credentials));
    }

    /// The environment of the function for a store.
    public Map<String, String> environment(String store) {
        Map<String, String> environment = new TreeMap<>(aws.environment());
        environment.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
        environment.put("NIGHTMASK_STORE", store);
        environment.put("NIGHTMASK_NAME", "shop");
        environment.put("NIGHTMASK_SOURCE", "postgresql://127.0.0.1:%d/shop".formatted(production.port()));
        environment.put("NIGHTMASK_DATABASE_SECRET", LOGIN_ARN);
        environment.put("NIGHTMASK_KEY_SECRET", KEY_ARN);
        environment.put("NIGHTMASK_RULES", rules(store, RULES).toString());
        environment.put("NIGHTMASK_TIME_ZONE", "Europe/Copenhagen");
        environment.put("NIGHTMASK_EVENT_BUS", "nightmask");
        return environment;
    }

    /// The same, with a cluster for nights that take long.
    static Map<String, String> withTasks(Map<String, String> environment) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put("NIGHTMASK_TASK_CLUSTER", "arn:aws:ecs:eu-north-1:1:cluster/nightmask");
        more.put("NIGHTMASK_TASK_DEFINITION", "arn:aws:ecs:eu-north-1:1:task-definition/nightmask:1");
        more.put("NIGHTMASK_TASK_SUBNETS", "subnet-1,subnet-2");
        more.put("NIGHTMASK_TASK_SECURITY_GROUPS", "sg-1");
        return more;
    }

    /// The environment of the task that a function with an environment has started last.
    Map<String, String> handedOver(Map<String, String> environment) {
        Map<String, String> more = new TreeMap<>(environment);
        aws.tasks()
                .getLast()
                .path("overrides")
                .path("containerOverrides")
                .get(0)
                .path("environment")
                .forEach(variable -> more.put(
                        variable.path("name").stringValue(),
                        variable.path("value").stringValue()));
        return more;
    }

    /// Writes the rules for a store.
    Path rules(String store, String text) {
        try {
            Path rules = Files.createDirectories(directory.path().resolve("rules-" + store.hashCode()));
            Files.writeString(rules.resolve("rules.yaml"), text);
            return rules;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FunctionProcess function(Map<String, String> environment) {
        return FunctionProcess.start(NightlyHandler.class, environment, freshLog());
    }

    public Path freshLog() {
        return directory.path().resolve("log-" + ++names);
    }

    public static String event(String night) {
        return "{\"night\":\"" + night + "T01:00:00Z\"}";
    }

    /// The snapshots that a store holds, newest first.
    List<Manifest> list(String store) {
        try (ObjectStore open = open(store)) {
            return new Snapshots(open).list();
        }
    }

    /// The newest entry on the bus.
    public JsonNode lastEvent() {
        return aws.events().getLast();
    }

    public void assertNothingPlanted(String text) {
        for (String secret : secrets()) {
            assertFalse(text.contains(secret), "a secret was shown");
        }
    }

    @Override
    public void close() {
        aws.close();
        s3.close();
        production.close();
        directory.close();
    }
}
