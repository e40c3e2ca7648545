package dev.nightmask.cli;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.publish.S3Settings.Credentials;
import dev.nightmask.snapshot.restore.Forwarder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Command lines that must fail.
final class BadInput {
    private final Workplace workplace;
    private final List<String> published = new ArrayList<>();

    BadInput(Workplace workplace) {
        this.workplace = workplace;
    }

    interface Attempt {
        Ran run() throws Exception;
    }

    /// What is in the bucket now, less what was there before and what an attempt published on purpose to fail later.
    List<String> publishedBeside(List<String> before) {
        return workplace.inBucket().stream()
                .filter(key -> !before.contains(key))
                .filter(key -> published.stream().noneMatch(key::startsWith))
                .toList();
    }

    Ran run(List<String> arguments) {
        return Ran.nightmask(workplace.at(workplace.production(), Map.of()), arguments);
    }

    Ran snapshot(String option, String value) {
        return run(Workplace.with(workplace.snapshot(workplace.freshStore()), option, value));
    }

    Ran withRules(String rules) {
        List<String> arguments = workplace.snapshot(workplace.freshStore());
        workplace.file("rules.yaml", rules);
        return run(arguments);
    }

    Ran withKey(String key) {
        return in(Map.of("NIGHTMASK_KEY", key));
    }

    Ran withPassword(String password) {
        return in(Map.of("PGPASSWORD", password));
    }

    private Ran in(Map<String, String> environment) {
        return Ran.nightmask(
                workplace.at(workplace.production(), environment), workplace.snapshot(workplace.freshStore()));
    }

    Ran withKeyFile(String name, boolean exists) {
        if (exists) {
            workplace.path(workplace.file(name, Workplace.KEY)).toFile().setReadable(true, false);
        }
        List<String> arguments = new ArrayList<>(workplace.snapshot(workplace.freshStore()));
        arguments.addAll(List.of("--key-file", workplace.path(name).toString()));
        return run(arguments);
    }

    /// @param version that the only pg_dump of this machine claims, null when there is none
    Ran withPgDump(@Nullable String version) throws IOException {
        Path programs = Files.createDirectory(workplace.path(workplace.freshName()));
        if (version != null) {
            Path fake = programs.resolve("pg_dump");
            Files.writeString(fake, "#!/bin/sh\necho 'pg_dump (PostgreSQL) " + version + "'\n");
            if (!fake.toFile().setExecutable(true)) {
                throw new IOException(fake.toString());
            }
        }
        Map<String, String> environment =
                workplace.at(workplace.production(), Map.of()).environment();
        return Ran.nightmask(
                workplace.with(environment, new PostgresPrograms(List.of(programs))),
                workplace.snapshot(workplace.freshStore()));
    }

    Ran withoutPermission() {
        Workplace.sql(workplace.production(), "shop", "CREATE ROLE nobody_special LOGIN PASSWORD 'hunter2'");
        String uri = Workplace.uri(workplace.production(), "shop").replace("postgres@", "nobody_special@");
        return Ran.nightmask(
                workplace.at(workplace.production(), Map.of("PGPASSWORD", "hunter2")),
                Workplace.with(workplace.snapshot(workplace.freshStore()), "--source", uri));
    }

    /// The connection is cut while rows are copied.
    Ran withServerGone() throws IOException {
        Workplace.sql(workplace.production(), "postgres", "CREATE DATABASE large TEMPLATE shop");
        Workplace.sql(workplace.production(), "large", """
                INSERT INTO people (email, note)
                SELECT n || '@planted.example', repeat('planted note ', 100) FROM generate_series(1, 100000) n""");
        int port = workplace.production().port();
        try (Forwarder breaking = Forwarder.breaking(port, 2 << 20)) {
            String uri = Workplace.uri(workplace.production(), "large").replace(":" + port, ":" + breaking.port());
            return snapshot("--source", uri);
        }
    }

    /// A directory stands where the store needs a file.
    Ran withObstructedStore() throws IOException {
        Path store = Files.createDirectory(workplace.path(workplace.freshName()));
        Files.createDirectory(store.resolve(".lock"));
        return snapshot("--store", "file:" + store);
    }

    Ran withWrongS3Secret() {
        Surroundings right = workplace.at(workplace.production(), Map.of());
        Surroundings wrong = new Surroundings(
                right.environment(),
                right.programs(),
                right.s3().as(new Credentials.Given("AKIAEXAMPLE", "hunter2")),
                right.clock(),
                right.random(),
                right.machine(),
                right.who(),
                right.state());
        return Ran.nightmask(wrong, workplace.snapshot(workplace.freshStore()));
    }

    Ran link(String expires) {
        return run(List.of("link", "--json", "--store", publishedStore(), "--expires", expires));
    }

    Ran pullExpired() {
        String url = url("1s");
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
        return pull(url, "expired.dump");
    }

    Ran pullForged() {
        return pull(url("60s").replaceFirst("X-Amz-Signature=.{8}", "X-Amz-Signature=00000000"), "forged.dump");
    }

    Ran pullOver(String name) {
        workplace.file(name, "here first");
        return pull(url("60s"), name);
    }

    private String url(String expires) {
        return run(List.of("link", "--json", "--store", publishedStore(), "--expires", expires))
                .json()
                .get("url")
                .stringValue();
    }

    private Ran pull(String url, String name) {
        return run(List.of("pull", "--json", url, "-o", workplace.path(name).toString()));
    }

    private String publishedStore() {
        String store = workplace.freshStore();
        run(workplace.snapshot(store));
        published.add(store.substring(store.lastIndexOf('/') + 1) + "/");
        return store;
    }

    private Path archive() {
        Path archive = workplace.path(workplace.freshName() + ".dump");
        run(List.of("pull", "--store", publishedStore(), "-o", archive.toString()));
        return archive;
    }

    Ran verifyTruncated() throws IOException {
        Path archive = archive();
        try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 100);
        }
        return run(List.of("verify", "--json", archive.toString()));
    }

    Ran verifyFlipped() throws IOException {
        return run(List.of("verify", "--json", flipped().toString()));
    }

    Ran restoreFlipped() throws IOException {
        return restore(flipped(), workplace.laptop(), "dev");
    }

    private Path flipped() throws IOException {
        Path archive = archive();
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            long middle = file.length() * 2 / 3;
            file.seek(middle);
            int b = file.read();
            file.seek(middle);
            file.write(b ^ 0x10);
        }
        return archive;
    }

    Ran restoreOverRows(String database) {
        Workplace.sql(workplace.laptop(), "postgres", "CREATE DATABASE " + database);
        Workplace.sql(workplace.laptop(), database, "CREATE TABLE precious (id integer)");
        return restore(archive(), workplace.laptop(), database);
    }

    Ran restoreIntoSource(String database) {
        return restore(archive(), workplace.production(), database);
    }

    Ran restoreWithPassword(String password) {
        return Ran.nightmask(
                workplace.at(workplace.laptop(), Map.of("PGPASSWORD", password)),
                restoring(archive(), Workplace.uri(workplace.laptop(), "dev")));
    }

    Ran restoreTo(String uri) {
        return run(restoring(workplace.path("any.dump"), uri));
    }

    /// What is kept violates a constraint on what is masked, and the server quotes the whole row in its message.
    Ran restoreWhatViolatesACheck() {
        Workplace.sql(workplace.production(), "postgres", "CREATE DATABASE checked TEMPLATE shop");
        Workplace.sql(
                workplace.production(), "checked", "ALTER TABLE people ADD CHECK (full_name LIKE 'Zelda Quuxington%')");
        String store = workplace.freshStore();
        List<String> snapshot =
                Workplace.with(workplace.snapshot(store), "--source", Workplace.uri(workplace.production(), "checked"));
        workplace.file("rules.yaml", Workplace.RULES.replace("note: suppress", "note: {keep: to be quoted}"));
        run(snapshot);
        published.add(store.substring(store.lastIndexOf('/') + 1) + "/");
        Path archive = workplace.path(workplace.freshName() + ".dump");
        run(List.of("pull", "--store", store, "-o", archive.toString()));
        return restore(archive, workplace.laptop(), "violated");
    }

    private Ran restore(Path archive, LocalPostgres server, String database) {
        return Ran.nightmask(
                workplace.at(server, new TreeMap<>()), restoring(archive, Workplace.uri(server, database)));
    }

    private static List<String> restoring(Path archive, String target) {
        return List.of("restore", archive.toString(), "--json", "--target", target);
    }
}
