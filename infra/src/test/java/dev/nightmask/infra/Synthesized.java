package dev.nightmask.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Template;

/// The stack of the example configuration, really synthesized, once for all tests of a run.
record Synthesized(App app, NightmaskStack stack, Template template, Map<String, Object> json) {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    static Synthesized example() {
        return Example.ONCE;
    }

    private static final class Example {
        private static final Synthesized ONCE =
                of("example", ConfigurationReader.read(configuration("example", List.of())));
    }

    /// @param name of the directory that the output goes to
    static Synthesized of(String name, Configuration configuration) {
        DebianNode.findOrInstall();
        App app = NightmaskApp.app(TARGET.resolve("synthesized").resolve(name));
        Nag.check(app);
        NightmaskStack stack = new NightmaskStack(app, configuration);
        Template template = Template.fromStack(stack);
        return new Synthesized(app, stack, template, template.toJSON());
    }

    /// The example file, beside a stand-in for the zip, with pieces of its text replaced by others.
    static Path configuration(String name, List<Change> changes) {
        try {
            String text = Files.readString(Path.of("nightmask.example.yaml"))
                    .replace("# links-zip: ../lambda/target/nightmask-links.zip", "links-zip: links.zip");
            for (Change change : changes) {
                if (!text.contains(change.from())) {
                    throw new IllegalArgumentException("the example does not say " + change.from());
                }
                text = text.replace(change.from(), change.to());
            }
            Path directory =
                    Files.createDirectories(TARGET.resolve("configurations").resolve(name));
            zip(directory.resolve("links.zip"));
            return Files.writeString(directory.resolve("nightmask.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void zip(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            ZipEntry entry = new ZipEntry("stand-in");
            entry.setTime(0);
            zip.putNextEntry(entry);
        }
    }

    record Change(String from, String to) {}
}
