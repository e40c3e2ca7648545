package dev.nightmask.snapshot.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads one service of a connection service file (PostgreSQL manual, "The Connection Service File").
final class ServiceFile {
    private ServiceFile() {}

    /// @return the parameters of the service; a service that no file holds is an error, as in psql
    static Map<Parameter, String> service(String name, Map<String, String> environment) {
        return Stream.of(userFile(environment), systemFile(environment))
                .flatMap(Optional::stream)
                .filter(Files::isReadable)
                .flatMap(file -> section(name, file).stream())
                .findFirst()
                .orElseThrow(() -> Parameter.notUnderstood("service"));
    }

    private static Optional<Path> userFile(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("PGSERVICEFILE"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(environment.get("HOME")).map(home -> Path.of(home, ".pg_service.conf")));
    }

    private static Optional<Path> systemFile(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PGSYSCONFDIR", "/etc/postgresql-common"), "/etc")
                .map(directory -> Path.of(directory, "pg_service.conf"))
                .filter(Files::isReadable)
                .findFirst();
    }

    private static Optional<Map<Parameter, String>> section(String name, Path file) {
        Map<Parameter, String> values = new EnumMap<>(Parameter.class);
        boolean inside = false;
        boolean found = false;
        for (String raw : lines(file)) {
            String line = raw.strip();
            if (line.startsWith("[")) {
                inside = line.equals("[" + name + "]") && !found;
                found |= inside;
            } else if (inside && !line.isEmpty() && !line.startsWith("#")) {
                readSetting(line, values);
            }
        }
        return found ? Optional.of(values) : Optional.empty();
    }

    private static void readSetting(String line, Map<Parameter, String> values) {
        int equals = line.indexOf('=');
        String key = equals < 0 ? "" : line.substring(0, equals).strip();
        Parameter parameter = Parameter.named(key)
                .filter(known -> known != Parameter.SERVICE)
                .orElseThrow(() -> Parameter.notUnderstood(key.matches("[a-z_]{1,40}") ? key : "service file"));
        values.putIfAbsent(parameter, line.substring(equals + 1).strip());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw Parameter.notUnderstood("service file");
        }
    }
}
