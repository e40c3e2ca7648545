package dev.nightmask.snapshot.guard;

import static dev.nightmask.failure.Failure.TARGET_IS_SOURCE;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PoolerDouble;
import dev.nightmask.snapshot.restore.Forwarder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Ways to reach production under another name, address, database or role.
final class AddressBypasses {
    static final List<String> DATABASES =
            List.of("prod", "after", "other", "marked_TARGET", "marked_PREVIOUS", "marked_LOADING", "new");

    private final Arena arena;
    private final LocalPostgres production;
    private final String port;
    private final String password;
    private final String socket;
    private final List<Bypass> all = new ArrayList<>();

    AddressBypasses(Arena arena) {
        this.arena = arena;
        production = arena.production();
        port = Integer.toString(production.port());
        password = production.password();
        socket = production.socketDirectory().toString();
    }

    List<Bypass> all() throws IOException {
        for (String database : DATABASES) {
            byUri(database);
            byEnvironment(database);
            byFiles(database);
            byDetour(database);
        }
        byOptions();
        bySwitches();
        byRole();
        return all;
    }

    private void byUri(String database) {
        String at = "postgresql://postgres:" + password + "@";
        source("address 127.0.0.1", at + "127.0.0.1:" + port + "/" + database, Map.of());
        source("name localhost", at + "localhost:" + port + "/" + database, Map.of());
        source("IPv4-mapped IPv6", at + "[::ffff:127.0.0.1]:" + port + "/" + database, Map.of());
        if (answersOnIpv6()) {
            source("address ::1", at + "[::1]:" + port + "/" + database, Map.of());
        }
        source("socket by host=", "postgresql://postgres@/" + database + "?host=" + socket + "&port=" + port, Map.of());
        String encoded = "postgresql://postgres@" + socket.replace("/", "%2F") + ":" + port + "/" + database;
        source("socket as the host", encoded, Map.of());
        source("host list", at + "127.0.0.1:1,127.0.0.1:" + port + "/" + database, Map.of());
        for (String wanted : List.of("read-write", "primary", "prefer-standby")) {
            source(
                    "target_session_attrs",
                    at + "127.0.0.1:1,localhost:" + port + "/" + database + "?target_session_attrs=" + wanted,
                    Map.of());
        }
        String hidden = "postgresql://p%6Fstgres:" + password + "@%31%32%37.0.0.1:" + port + "/%"
                + Integer.toHexString(database.charAt(0)) + database.substring(1);
        source("percent-encoding", hidden, Map.of());
    }

    private void byEnvironment(String database) {
        Map<String, String> given =
                Map.of("PGHOST", "127.0.0.1", "PGPORT", port, "PGUSER", "postgres", "PGPASSWORD", password);
        source("PGHOST and PGPORT", "postgresql:///" + database, given);
        source("PGDATABASE", "postgresql://", with(given, "PGDATABASE", database));
        source(
                "PGHOSTADDR under an innocent name",
                "postgresql://staging.example/" + database,
                with(given, "PGHOSTADDR", "127.0.0.1"));
    }

    private void byFiles(String database) throws IOException {
        Path directory = Files.createTempDirectory(arena.directory(), "files");
        Path services = Files.writeString(directory.resolve("services"), """
                [staging]
                host=localhost
                port=%s
                user=postgres
                password=%s
                """.formatted(port, password));
        String file = services.toString();
        source("service", "postgresql:///" + database + "?service=staging", Map.of("PGSERVICEFILE", file));
        source("PGSERVICE", "postgresql:///" + database, Map.of("PGSERVICEFILE", file, "PGSERVICE", "staging"));
        Path passwords = Files.writeString(directory.resolve("passwords"), "*:*:*:*:" + password + "\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        source(
                "PGPASSFILE",
                "postgresql://postgres@127.0.0.1:" + port + "/" + database,
                Map.of("PGPASSFILE", passwords.toString()));
    }

    private void byDetour(String database) {
        all.add(new Bypass("tunnel", TARGET_IS_SOURCE, database, () -> {
            try (Forwarder tunnel = Forwarder.to(production.port())) {
                arena.restoreOwn(at(tunnel.port(), database));
            }
        }));
        all.add(new Bypass("pooler before the source", TARGET_IS_SOURCE, database, () -> {
            try (PoolerDouble pooler = new PoolerDouble(production.port())) {
                arena.restoreOwn(at(pooler.port(), database + "?sslmode=disable"));
            }
        }));
    }

    private void byOptions() {
        for (String option : List.of(
                "nightmask.guard=off",
                "nightmask.role=restorable",
                "search_path=evil,pg_catalog",
                "application_name=psql",
                "default_transaction_read_only=off",
                "session_replication_role=replica",
                "client_encoding=UTF8")) {
            source("PGOPTIONS", uri("prod"), Map.of("PGOPTIONS", "-c " + option));
        }
    }

    private void bySwitches() {
        for (String name : List.of(
                "NIGHTMASK_GUARD",
                "NIGHTMASK_FORCE",
                "NIGHTMASK_ALLOW_PRODUCTION",
                "NIGHTMASK_SKIP_CHECKS",
                "NIGHTMASK_UNSAFE",
                "NIGHTMASK_ENV",
                "RAILS_ENV",
                "NODE_ENV",
                "CI",
                "PGAPPNAME")) {
            source("switches in the environment", uri("new"), Map.of(name, "development"));
        }
    }

    private void byRole() {
        for (String role : List.of("weak", "owner", "liar")) {
            String uri = uri("new").replace("postgres:" + password, role + ":" + role);
            source(role.equals("liar") ? "functions that lie" : "another role", uri, Map.of());
            source(role.equals("liar") ? "functions that lie" : "another role", uri.replace("/new", "/prod"), Map.of());
        }
    }

    private boolean answersOnIpv6() {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.ofLiteral("::1"), production.port()), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String uri(String database) {
        return "postgresql://postgres:" + password + "@127.0.0.1:" + port + "/" + database;
    }

    private ConnectionSettings at(int otherPort, String database) {
        return ConnectionSettings.of(uri(database).replace(":" + port + "/", ":" + otherPort + "/"), Map.of());
    }

    private void source(String kind, String uri, Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putIfAbsent("HOME", arena.directory().toString());
        this.all.add(Bypass.by(kind, TARGET_IS_SOURCE, uri, all, arena::restoreOwn));
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return more;
    }
}
