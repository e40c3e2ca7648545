package dev.nightmask.mask;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/// What the most usual dictionaries hold, drawn when Nightmask is built: javafaker needs a second of processor time
/// before the first name is there, and a run of a small database has no other second to spend.
final class PreparedDictionaries {
    static final String LOCALE = "en";

    /// Names come first: `pseudonymize` needs them too.
    static final List<String> DIRECTIVES = List.of(
            "name.firstName",
            "name.lastName",
            "name.fullName",
            "address.streetAddress",
            "address.city",
            "address.zipCode",
            "address.country",
            "company.name",
            "job.title",
            "phoneNumber.phoneNumber",
            "internet.emailAddress",
            "lorem.sentence");

    private static final String FOLDER = "dictionaries";

    private PreparedDictionaries() {}

    /// The values of a directive, as [DictionaryDraw] gives them; empty when they were not prepared.
    static Optional<byte[]> read(String directive, String locale) {
        if (!locale.equals(LOCALE) || !DIRECTIVES.contains(directive)) {
            return Optional.empty();
        }
        try (InputStream values = PreparedDictionaries.class.getResourceAsStream(FOLDER + "/" + directive)) {
            return values == null ? Optional.empty() : Optional.of(values.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Run by the build: writes the values beside the classes that read them, unless the last build has.
    ///
    /// @param arguments the directory of the classes
    public static void main(String[] arguments) throws IOException {
        Path classes = Path.of(
                arguments[0], PreparedDictionaries.class.getPackageName().split("\\."));
        FileTime compiled = Files.getLastModifiedTime(classes.resolve("DictionaryDraw.class"));
        Path folder = Files.createDirectories(classes.resolve(FOLDER));
        for (String directive : DIRECTIVES) {
            Path file = folder.resolve(directive);
            if (!Files.exists(file) || Files.getLastModifiedTime(file).compareTo(compiled) < 0) {
                Files.write(file, DictionaryDraw.of(directive, LOCALE));
            }
        }
    }
}
