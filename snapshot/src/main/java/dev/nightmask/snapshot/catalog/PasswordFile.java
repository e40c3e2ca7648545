package dev.nightmask.snapshot.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Looks a password up in a password file (PostgreSQL manual, "The Password File"). As with psql, a file that
/// others may read or write doesn't count.
final class PasswordFile {
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.range(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_EXECUTE);

    private PasswordFile() {}

    static Password lookUp(Path file, Host host, String database, String user) {
        List<String> wanted = List.of(host.inPasswordFile(), Integer.toString(host.port()), database, user);
        for (String line : lines(file)) {
            List<String> fields = line.startsWith("#") ? List.of() : fields(line);
            if (fields.size() >= 5 && matches(fields, wanted)) {
                return new Password(fields.get(4));
            }
        }
        return Password.NONE;
    }

    private static boolean matches(List<String> fields, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).equals("*") && !fields.get(i).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ':') {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c == '\\' && i + 1 < line.length() ? line.charAt(++i) : c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private static List<String> lines(Path file) {
        try {
            boolean counts = Files.isRegularFile(file)
                    && Files.getPosixFilePermissions(file).stream().noneMatch(OTHERS::contains);
            return counts ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw Parameter.notUnderstood("passfile");
        }
    }
}
