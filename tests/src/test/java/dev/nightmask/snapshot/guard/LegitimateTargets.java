package dev.nightmask.snapshot.guard;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Targets that a restore must be let into.
final class LegitimateTargets {
    private static final List<String> ODD_NAMES = List.of(
            "app_dev",
            "App",
            "with space",
            "it's",
            "say \"hi\"",
            "back\\slash",
            "semi;colon",
            "-- comment",
            "$$",
            "a=b",
            "host=evil",
            "ünïcode",
            "データ",
            "emoji 🐘",
            "tab\there",
            "100%",
            "a/b",
            "x".repeat(63),
            "select",
            "production",
            "prod_copy",
            "new_line\nhere");

    private final LocalPostgres server;
    private final Path directory;

    LegitimateTargets(LocalPostgres server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    List<ConnectionSettings> all() throws IOException {
        List<ConnectionSettings> all = new ArrayList<>();
        ConnectionSettings plain = settings("/any", Map.of());
        for (String name : ODD_NAMES) {
            all.add(plain.withDatabase(name));
        }
        for (String database : List.of("fresh", "consenting", "consenting_to_puma", "said \"yes\"")) {
            all.add(plain.withDatabase(database));
            for (ConnectionSettings way : ways()) {
                all.add(way.withDatabase(database));
            }
        }
        return all;
    }

    void prepare() {
        Marked.create(server, "consenting");
        Marked.create(server, "consenting_to_puma", "puma", "side kiq, =&%");
        Marked.create(server, "said \"yes\"");
    }

    private List<ConnectionSettings> ways() throws IOException {
        String port = Integer.toString(server.port());
        Path services = Files.writeString(
                directory.resolve("legitimate-services"), "[dev]\nhost=127.0.0.1\nuser=postgres\nport=" + port + "\n");
        Map<String, String> login = Map.of("PGUSER", "postgres", "PGPORT", port);
        return List.of(
                of("postgresql://postgres@localhost:" + port, Map.of()),
                of("postgresql://postgres@[::ffff:127.0.0.1]:" + port, Map.of()),
                of(
                        "postgresql://postgres@127.0.0.1:1,127.0.0.1:" + port + "/?target_session_attrs=read-write",
                        Map.of()),
                of("postgresql://?service=dev", Map.of("PGSERVICEFILE", services.toString())),
                of("postgresql://", with(login, "PGHOST", "127.0.0.1")),
                of("postgresql://production.example", with(login, "PGHOSTADDR", "127.0.0.1")),
                of(
                        "postgresql://",
                        with(login, "PGHOST", server.socketDirectory().toString())),
                of("postgresql://postgres@127.0.0.1:" + port, Map.of("PGOPTIONS", "-c work_mem=8MB")));
    }

    private ConnectionSettings settings(String path, Map<String, String> environment) {
        return of("postgresql://postgres@127.0.0.1:" + server.port() + path, environment);
    }

    private ConnectionSettings of(String uri, Map<String, String> environment) {
        return ConnectionSettings.of(uri, with(environment, "PGPASSWORD", server.password()));
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return more;
    }
}
