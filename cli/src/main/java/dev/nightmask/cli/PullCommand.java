package dev.nightmask.cli;

import dev.nightmask.snapshot.link.Pull;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.SecretUrl;
import dev.nightmask.snapshot.publish.Snapshots;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pull",
        description = {
            "Downloads a snapshot to a file that appears only when it is whole and proven.",
            "A pull that was cut goes on when it is run again, with a new link too."
        },
        footer = {"", "Example:  nightmask pull 'https://...' -o scoreboard.dump"})
final class PullCommand implements Callable<Integer> {
    private final Console console;
    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            paramLabel = "LINK",
            description = "As `nightmask link` made it; - reads it from standard input, where no other user sees it.")
    private String link = "";

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final StoreOptions.Chosen chosen = new StoreOptions.Chosen();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Must not exist yet.")
    private String output = "";

    PullCommand(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        chosen.requireEither(link, "LINK", store);
        if (output.isEmpty()) {
            throw UsageProblem.usage("--output is missing");
        }
        Path file = Path.of(output);
        try (ShownProgress progress = console.progress()) {
            Pull pull = new Pull(progress, surroundings.clock());
            if (store.isGiven()) {
                pullStored(pull, file);
            } else {
                pull.fromLink(url(), file);
            }
        }
        return console.done(new Outcome.Pulled(file.toString(), file.toFile().length()));
    }

    private void pullStored(Pull pull, Path file) {
        try (ObjectStore open = store.open(surroundings)) {
            Snapshots snapshots = new Snapshots(open);
            Manifest manifest = chosen.in(snapshots);
            surroundings.remember(List.of(manifest));
            pull.fromStore(snapshots, manifest, file);
        }
    }

    private SecretUrl url() {
        return SecretUrl.parse(link.equals("-") ? firstLine().strip() : link);
    }

    private String firstLine() {
        try {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(console.terminal().in(), StandardCharsets.UTF_8));
            return Objects.requireNonNullElse(reader.readLine(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
