package dev.nightmask.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nightmask.failure.Place;
import dev.nightmask.mask.TechniqueCatalogue;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.check.Examination;
import dev.nightmask.snapshot.guard.Consent;
import dev.nightmask.snapshot.guard.Marker;
import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.link.Link;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.SecretUrl;
import dev.nightmask.snapshot.restore.RestoreResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What a command achieved: its fields are the JSON object of `--json`, its lines what a person reads.
sealed interface Outcome {

    List<String> lines();

    /// A script for the shell.
    record Completion(String script) implements Outcome {
        @Override
        public List<String> lines() {
            return List.of(script);
        }
    }

    record Techniques(List<TechniqueCatalogue.Technique> techniques) implements Outcome {
        @Override
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            for (TechniqueCatalogue.Technique technique : techniques) {
                lines.add("%s: %s".formatted(technique.name(), technique.sentence()));
                lines.add("    " + technique.rule());
                lines.add("    %s  ->  %s".formatted(technique.before(), technique.after()));
            }
            return lines;
        }
    }

    /// @param columnsByTechnique how many columns each technique decides, by its name in a rule file
    record RulesChecked(
            int tables, int tablesWithoutRows, SortedMap<String, Integer> columnsByTechnique, List<String> notices)
            implements Outcome {
        @Override
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("every column of %s tables is decided".formatted(Amounts.count(tables)));
            columnsByTechnique.forEach((technique, columns) ->
                    lines.add("  %-13s %7s columns".formatted(technique, Amounts.count(columns))));
            if (tablesWithoutRows > 0) {
                lines.add("  %-13s %7s tables".formatted("no rows", Amounts.count(tablesWithoutRows)));
            }
            lines.addAll(notices);
            return lines;
        }
    }

    record Listed(List<SnapshotLine> snapshots) implements Outcome {
        @Override
        public List<String> lines() {
            return SnapshotLine.lines(snapshots);
        }
    }

    /// @param includesLatest whether the store has no latest snapshot any more
    record Deleted(List<String> snapshots, boolean dryRun, boolean includesLatest) implements Outcome {
        @Override
        public List<String> lines() {
            if (snapshots.isEmpty()) {
                return List.of("nothing to delete");
            }
            return snapshots.stream()
                    .map(id -> (dryRun ? "would delete " : "deleted ") + id)
                    .toList();
        }
    }

    /// @param engine what compressed: another one gives other bytes
    record SnapshotMade(SnapshotLine snapshot, String codec, String engine, double seconds, List<String> notices)
            implements Outcome {
        static SnapshotMade of(Manifest manifest) {
            Duration took = Duration.between(manifest.startedAt(), manifest.finishedAt());
            return new SnapshotMade(
                    SnapshotLine.of(manifest),
                    manifest.seal().codec(),
                    manifest.seal().engine(),
                    took.toMillis() / 1_000.0,
                    manifest.notices());
        }

        @Override
        public List<String> lines() {
            return List.of(snapshot.line(), "sha256 " + snapshot.sha256());
        }
    }

    record Verified(int tables, long rows, long sizeBytes, String sha256) implements Outcome {
        static Verified of(dev.nightmask.snapshot.archive.Verified verified) {
            return new Verified(
                    verified.seal().tables().size(),
                    verified.seal().tables().stream()
                            .mapToLong(TableCount::rows)
                            .sum(),
                    verified.digest().sizeBytes(),
                    verified.digest().sha256());
        }

        @Override
        public List<String> lines() {
            return List.of("whole and undamaged: %d tables, %s rows, %s"
                    .formatted(tables, Amounts.count(rows), Amounts.bytes(sizeBytes)));
        }
    }

    record DatabaseVerified(String database, List<CheckLine> checks) implements Outcome {
        static DatabaseVerified of(Place.Database database, Examination examination) {
            return new DatabaseVerified(
                    database.describe(),
                    examination.objects().stream().map(CheckLine::of).toList());
        }

        @Override
        public List<String> lines() {
            return CheckLine.table(checks);
        }
    }

    /// @param secret shown here and nowhere else: it is what was asked for
    record LinkMade(@JsonIgnore SecretUrl secret, String id, String snapshot, Instant expiresAt) implements Outcome {
        static LinkMade of(Link link) {
            HandOut handOut = link.handOut();
            return new LinkMade(link.url(), handOut.id(), handOut.snapshot().text(), handOut.expiresAt());
        }

        @JsonProperty
        String url() {
            return secret.reveal().toString();
        }

        @Override
        public List<String> lines() {
            return List.of(url(), "a download can begin until " + expiresAt);
        }
    }

    record LinksListed(List<HandOutLine> links) implements Outcome {
        @Override
        public List<String> lines() {
            return HandOutLine.lines(links);
        }
    }

    record LinkRevoked(HandOutLine link) implements Outcome {
        @Override
        public List<String> lines() {
            return link.revokedLines();
        }
    }

    record Pulled(String file, long sizeBytes) implements Outcome {
        @Override
        public List<String> lines() {
            return List.of("%s: %s, whole and undamaged".formatted(file, Amounts.bytes(sizeBytes)));
        }
    }

    /// @param previous the name under which the database that was there is kept
    /// @param harmless what pg_restore reported though nothing is missing
    /// @param notes what is worth knowing of the database
    record Restored(
            String database,
            @Nullable String previous,
            int tables,
            long rows,
            double seconds,
            List<String> harmless,
            List<String> notes)
            implements Outcome {
        static Restored of(RestoreResult result) {
            return new Restored(
                    result.database().describe(),
                    result.previous(),
                    result.tables(),
                    result.rows(),
                    result.duration().toMillis() / 1_000.0,
                    result.harmless(),
                    result.notes());
        }

        @Override
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("%s: %d tables, %s rows".formatted(database, tables, Amounts.count(rows)));
            if (previous != null) {
                lines.add("what was there before is kept as " + previous);
            }
            notes.forEach(note -> lines.add("note: " + note));
            return lines;
        }
    }

    record RolledBack(String database) implements Outcome {
        @Override
        public List<String> lines() {
            return List.of(database + " is what it was before the last restore");
        }
    }

    /// @param clients the application names that may be connected
    record Allowed(
            String database,
            String systemIdentifier,
            @Nullable Instant until,
            List<String> clients) implements Outcome {
        static Allowed of(Place.Database database, Marker marker) {
            return new Allowed(
                    database.describe(), marker.server().systemIdentifier(), marker.expiresAt(), marker.clients());
        }

        @Override
        public List<String> lines() {
            return List.of(database + " may be replaced until " + until
                    + (clients.isEmpty() ? "" : ", while these are connected: " + String.join(", ", clients)));
        }
    }

    /// @param revoked false when nothing was noted
    record Revoked(String database, boolean revoked) implements Outcome {
        @Override
        public List<String> lines() {
            return List.of(database + (revoked ? " may no longer be replaced" : " had not consented to be replaced"));
        }
    }

    /// @param database null when there is none of this name yet
    /// @param confirmation what `target allow` asks to be typed; empty where it asks nothing
    /// @param refusals what the guard would say to a restore now
    record Shown(
            String target,
            String systemIdentifier,
            int timeline,
            String endpoint,
            @Nullable NotedDatabase database,
            @Nullable String previous,
            String confirmation,
            List<Refusal> refusals)
            implements Outcome {
        static Shown of(Place.Database target, Consent.View view, @Nullable String previous) {
            return new Shown(
                    target.describe(),
                    view.server().systemIdentifier(),
                    view.server().timeline(),
                    view.server().endpoint(),
                    view.database().map(NotedDatabase::of).orElse(null),
                    previous,
                    view.confirmation(),
                    view.refusals().stream().map(Refusal::of).toList());
        }

        @Override
        public List<String> lines() {
            return ShownTarget.lines(this);
        }
    }

    /// @param uri shown here and nowhere else: its password is that of a server that lives as long as the command
    record DevServer(String uri, int tables, long rows) implements Outcome {
        @Override
        public List<String> lines() {
            return List.of(uri, "%d tables, %s rows".formatted(tables, Amounts.count(rows)));
        }
    }

    /// @param database the name it had
    record PreviousDropped(String database) implements Outcome {
        @Override
        public List<String> lines() {
            return List.of("dropped " + database);
        }
    }

    /// @param originals how many original values were looked for and not found
    record DemoPlayed(String snapshot, int tables, long rows, long sizeBytes, int originals, double seconds)
            implements Outcome {
        @Override
        public List<String> lines() {
            return List.of("Done in %.0f s: %s rows masked, shipped and restored; nothing is left behind."
                    .formatted(seconds, Amounts.count(rows)));
        }
    }
}
