package dev.nightmask.cli;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.archive.ArchiveReader;
import dev.nightmask.snapshot.archive.Seal;
import dev.nightmask.snapshot.archive.Verified;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.check.Expected;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Snapshots;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = {
            "Reads a whole archive: digests, table of contents, every block decompressed, every row counted.",
            "A file must prove itself; an archive in a store must be the one that its manifest describes.",
            "With --target, checks a database instead: foreign keys and declared references without counterpart,",
            "invalid indexes and constraints, sequences, and the rows that a snapshot counts where one is named.",
            "It sends only SELECT and SET, so a production database may be checked while it works."
        },
        footer = {
            "",
            "Example:  nightmask verify scoreboard.dump",
            "          nightmask verify --target postgresql://reader@db/scoreboard --rules rules/"
        })
final class VerifyCommand implements Callable<Integer> {
    private final Console console;
    private final Surroundings surroundings;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "An archive on this machine.")
    private String file = "";

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final StoreOptions.Chosen chosen = new StoreOptions.Chosen();

    @Option(names = "--target", paramLabel = "URI", description = "Check this database: postgresql://user@host:port/db")
    private String target = "";

    @Option(
            names = "--rules",
            paramLabel = "PATH",
            description = "With --target: check the references that these rules declare.")
    private String rules = "";

    VerifyCommand(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!target.isEmpty()) {
            return verifyDatabase();
        }
        if (!rules.isEmpty()) {
            throw UsageProblem.usage("--rules goes with --target");
        }
        chosen.requireEither(file, "FILE", store);
        Verified verified = store.isGiven() ? verifyStored() : verifyFile(Path.of(file));
        return console.done(Outcome.Verified.of(verified));
    }

    private int verifyDatabase() {
        boolean alone = file.isEmpty() && !store.isGiven() && !chosen.isGiven();
        if (!alone) {
            chosen.requireEither(file, "FILE", store);
        }
        ConnectionSettings settings = DatabaseUri.read("--target", target, surroundings);
        Expected expected = alone ? Expected.nothing() : Expected.by(seal());
        return new DatabaseVerification(console, settings).run(expected, rules);
    }

    private Seal seal() {
        if (store.isGiven()) {
            try (ObjectStore open = store.open(surroundings)) {
                return chosen.in(new Snapshots(open)).seal();
            }
        }
        Path path = Path.of(file);
        try (InputStream in = Files.newInputStream(path)) {
            return ArchiveReader.check(in).seal();
        } catch (IOException e) {
            throw new NightmaskException(Failure.ARCHIVE_UNREADABLE, new Place.FilePosition(path.toString(), 0, 0));
        }
    }

    private Verified verifyFile(Path path) {
        try (ShownProgress progress = console.progress();
                InputStream in = WatchedStream.open(path, "verify", progress)) {
            return ArchiveReader.verify(in);
        } catch (IOException e) {
            throw new NightmaskException(Failure.ARCHIVE_UNREADABLE, new Place.FilePosition(path.toString(), 0, 0));
        }
    }

    private Verified verifyStored() {
        try (ObjectStore open = store.open(surroundings);
                ShownProgress progress = console.progress()) {
            Snapshots snapshots = new Snapshots(open);
            Manifest manifest = chosen.in(snapshots);
            Place place = new Place.Snapshot(manifest.id().text());
            progress.stage("verify", manifest.archive().sizeBytes());
            try (InputStream in = new WatchedStream(snapshots.open(manifest, 0), progress)) {
                Verified verified = ArchiveReader.verify(in);
                if (!verified.digest().equals(manifest.archive())) {
                    throw new NightmaskException(Failure.ARCHIVE_DAMAGED, place);
                }
                return verified;
            } catch (IOException e) {
                throw new NightmaskException(Failure.ARCHIVE_UNREADABLE, place);
            }
        }
    }
}
