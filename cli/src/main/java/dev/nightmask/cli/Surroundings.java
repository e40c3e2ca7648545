package dev.nightmask.cli;

import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.guard.Consent;
import dev.nightmask.snapshot.guard.Guard;
import dev.nightmask.snapshot.guard.KnownSources;
import dev.nightmask.snapshot.guard.SourceMemory;
import dev.nightmask.snapshot.guard.SourceWitness;
import dev.nightmask.snapshot.guard.Waiting;
import dev.nightmask.snapshot.journal.Journal;
import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.S3Settings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/// The world as the commands find it.
///
/// @param environment as in [System#getenv()]
/// @param s3 as whom and where to speak S3 unless `--s3-endpoint` says otherwise
/// @param programs where pg_dump and pg_restore are
/// @param machine what this machine is called, to tell its loopback from another's
/// @param who the user and machine, for the journal
/// @param state the directory of what Nightmask remembers on this machine
record Surroundings(
        Map<String, String> environment,
        PostgresPrograms programs,
        S3Settings s3,
        Clock clock,
        SecureRandom random,
        String machine,
        String who,
        Path state) {
    Surroundings {
        environment = Map.copyOf(environment);
    }

    /// What decides about targets; it knows more sources once the archive and its store are read.
    ///
    /// @throws NightmaskException SOURCES_UNREADABLE
    Guard guard() {
        SourceMemory memory = memory();
        return new Guard(memory.known(), memory::add, clock, Waiting.really(), machine);
    }

    /// What gives and takes back consent.
    Consent consent() {
        return new Consent(guard(), clock);
    }

    /// What this machine knows of sources.
    SourceMemory memory() {
        return new SourceMemory(state);
    }

    /// Has this machine remember the sources that manifests name; where it can't, the manifests still name them.
    void remember(Collection<Manifest> manifests) {
        KnownSources.namedBy(manifests).notes().forEach(memory()::add);
    }

    /// What sees to it that a source is never restored into.
    ///
    /// @param notices told what stops nothing
    SourceWitness witness(Consumer<String> notices) {
        return new SourceWitness(memory(), machine, notices);
    }

    /// What is done to targets is written down here.
    Journal journal() {
        return new Journal(state.resolve("journal.jsonl"), who, clock, random);
    }

    /// Who asks for a link at this terminal.
    HandOut.Asker asker() {
        int at = who.lastIndexOf('@');
        return new HandOut.Asker(who.substring(0, at), who.substring(at + 1));
    }

    static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Surroundings(
                environment,
                PostgresPrograms.installed(environment),
                S3Settings.usual(),
                Clock.systemUTC(),
                new SecureRandom(),
                Machine.name(),
                System.getProperty("user.name") + "@" + Machine.hostName(),
                state(environment));
    }

    /// As the XDG Base Directory Specification has it.
    private static Path state(Map<String, String> environment) {
        String given = environment.getOrDefault("XDG_STATE_HOME", "");
        Path home =
                given.startsWith("/") ? Path.of(given) : Path.of(System.getProperty("user.home"), ".local", "state");
        return home.resolve("nightmask");
    }
}
