package dev.nightmask.lambda.links;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.SnapshotName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What the text after `/snapshot` means, given the snapshots that there are.
sealed interface Choice {
    int MAX_LISTED = 10;

    /// How to ask.
    ///
    /// @param understood whether that was the question
    record Help(boolean understood) implements Choice {}

    /// One snapshot.
    ///
    /// @param earlier some that are older, of the same database, newest first
    record One(Manifest snapshot, List<Manifest> earlier) implements Choice {}

    /// The newest ones, newest first.
    record Several(List<Manifest> snapshots) implements Choice {}

    /// A database is to be chosen first.
    ///
    /// @param latest the newest snapshot of each
    record Databases(List<Manifest> latest) implements Choice {}

    /// There is no such snapshot.
    record None() implements Choice {}

    /// @param usual the database that is meant when none is named
    static Choice of(String text, List<Manifest> newestFirst, Optional<SnapshotName> usual) {
        List<String> words = List.of(text.strip().split("\\s+", -1));
        String verb = words.getFirst();
        if (words.size() > 2 || (words.size() == 2 && !List.of("latest", "list").contains(verb))) {
            return new Help(false);
        }
        Optional<SnapshotName> named = words.size() == 2 ? name(words.getLast()) : usual;
        if (words.size() == 2 && named.isEmpty()) {
            return new Help(false);
        }
        return switch (verb) {
            case "help" -> new Help(true);
            case "", "latest" -> latest(newestFirst, named);
            case "list" -> list(newestFirst, named);
            default -> byWord(verb, newestFirst);
        };
    }

    private static Choice byWord(String word, List<Manifest> newestFirst) {
        Optional<SnapshotId> id = id(word);
        if (id.isPresent()) {
            return first(newestFirst, manifest -> manifest.id().equals(id.get()));
        }
        return name(word).map(name -> latest(newestFirst, Optional.of(name))).orElse(new Help(false));
    }

    private static Choice latest(List<Manifest> newestFirst, Optional<SnapshotName> name) {
        List<Manifest> databases = ofEach(newestFirst);
        return name.isEmpty() && databases.size() > 1
                ? new Databases(databases)
                : first(
                        newestFirst,
                        manifest -> name.isEmpty() || manifest.name().equals(name.get()));
    }

    private static Choice list(List<Manifest> newestFirst, Optional<SnapshotName> name) {
        List<Manifest> some = newestFirst.stream()
                .filter(manifest -> name.isEmpty() || manifest.name().equals(name.get()))
                .limit(MAX_LISTED)
                .toList();
        return some.isEmpty() ? new None() : new Several(some);
    }

    private static Choice first(List<Manifest> newestFirst, Predicate<Manifest> meant) {
        return newestFirst.stream()
                .filter(meant)
                .findFirst()
                .<Choice>map(found -> new One(found, earlier(newestFirst, found)))
                .orElse(new None());
    }

    private static List<Manifest> earlier(List<Manifest> newestFirst, Manifest than) {
        return newestFirst.stream()
                .filter(manifest ->
                        manifest.name().equals(than.name()) && manifest.id().compareTo(than.id()) < 0)
                .limit(5)
                .toList();
    }

    private static List<Manifest> ofEach(List<Manifest> newestFirst) {
        return newestFirst.stream()
                .map(Manifest::name)
                .distinct()
                .sorted()
                .limit(MAX_LISTED)
                .map(name -> newestFirst.stream()
                        .filter(manifest -> manifest.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static Optional<SnapshotId> id(String word) {
        try {
            return Optional.of(SnapshotId.parse(word));
        } catch (NightmaskException e) {
            return Optional.empty();
        }
    }

    private static Optional<SnapshotName> name(String word) {
        try {
            return Optional.of(SnapshotName.parse(word));
        } catch (NightmaskException e) {
            return Optional.empty();
        }
    }
}
