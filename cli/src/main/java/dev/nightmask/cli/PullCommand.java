package dev.nightmask.cli;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.link.BrokerLink;
import dev.nightmask.snapshot.link.LinkService;
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
import java.nio.file.Files;
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
    private static final String SERVICE = "NIGHTMASK_SERVICE";
    private static final int MAX_LINKS = 5;

    private final Console console;
    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            paramLabel = "LINK",
            description =
                    "From Slack or `nightmask link`; - reads it from standard input, where no other user sees it.")
    private String link = "";

    @Option(names = "--latest", description = "The newest snapshot; without LINK and --store, from the service.")
    private boolean latest;

    @Option(
            names = "--service",
            paramLabel = "URL",
            description = "Where a link is given to your own AWS identity; with --latest, NIGHTMASK_SERVICE will do.")
    private String service = "";

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
        requireOneOrigin();
        if (output.isEmpty()) {
            throw UsageProblem.usage("--output is missing");
        }
        Path file = Path.of(output);
        if (Files.exists(file)) { // Or a link that works once would be spent for nothing.
            throw new NightmaskException(Failure.OUTPUT_EXISTS, new Place.FilePosition(output, 0, 0));
        }
        try (ShownProgress progress = console.progress()) {
            Pull pull = new Pull(progress, surroundings.clock());
            if (store.isGiven()) {
                pullStored(pull, file);
            } else if (service().isEmpty()) {
                pull.fromLink(redeemed(url()), file);
            } else {
                pullGranted(pull, LinkService.at(service(), surroundings.environment()), file);
            }
        }
        return console.done(new Outcome.Pulled(file.toString(), file.toFile().length()));
    }

    private void requireOneOrigin() {
        if (service().isEmpty()) {
            if (latest && !store.isGiven()) {
                throw UsageProblem.usage("--service is missing");
            }
            chosen.requireEither(link, "LINK", store);
        } else if (!link.isEmpty() || store.isGiven()) {
            throw UsageProblem.usage("either LINK, --store or --service is needed");
        }
    }

    private String service() {
        if (!service.isEmpty() || !latest || store.isGiven() || !link.isEmpty()) {
            return service;
        }
        return surroundings.environment().getOrDefault(SERVICE, "");
    }

    private static SecretUrl redeemed(SecretUrl link) {
        return BrokerLink.in(link).map(BrokerLink::redeem).orElse(link);
    }

    /// A link that ends while the download is cut is replaced, and the download goes on.
    private void pullGranted(Pull pull, LinkService granting, Path file) {
        for (int links = 1; ; links++) {
            try {
                pull.fromLink(SecretUrl.parse(granting.ask(chosen.wish()).url()), file);
                return;
            } catch (NightmaskException e) {
                if (e.failure() != Failure.LINK_EXPIRED || links == MAX_LINKS) {
                    throw e;
                }
            }
        }
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
