package dev.nightmask.snapshot.guard;

import static dev.nightmask.failure.Failure.TARGET_CONSENT_EXPIRED;
import static dev.nightmask.failure.Failure.TARGET_CONSENT_VOID;
import static dev.nightmask.failure.Failure.TARGET_IN_RECOVERY;
import static dev.nightmask.failure.Failure.TARGET_POOLED;
import static dev.nightmask.failure.Failure.TARGET_UNMARKED;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.catalog.PoolerDouble;
import dev.nightmask.snapshot.guard.Marker.Role;
import dev.nightmask.tests.SkippedTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Ways to have a database replaced that has not consented, on a staging server that is nobody's source.
final class ConsentBypasses {
    private static final List<String> EXPIRED =
            List.of("1970-01-01T00:00:00Z", "2020-02-29T23:59:59Z", "2026-01-01T00:00:00Z");

    private static final String SUBJECT = "subject";

    private final Arena arena;
    private final LocalPostgres staging;
    private final List<Bypass> all = new ArrayList<>();
    private final String right;
    private int names;

    ConsentBypasses(Arena arena) {
        this.arena = arena;
        this.staging = arena.staging();
        Marked.create(staging, SUBJECT);
        right = comment(SUBJECT);
    }

    /// Makes all databases that are needed, so that the attempts themselves need no writing.
    List<Bypass> all() {
        for (String database : List.of("prod", "after", "other", "it's \"odd\"", "template1")) {
            attempt("no consent", TARGET_UNMARKED, database);
        }
        byCopy();
        byForging();
        byMisspelling();
        for (String until : EXPIRED) {
            marked(
                    "expired",
                    TARGET_CONSENT_EXPIRED,
                    marker -> new Marker(
                            Role.TARGET,
                            marker.server(),
                            marker.oid(),
                            marker.database(),
                            Instant.parse(until),
                            List.of()));
        }
        for (Role role : List.of(Role.LOADING, Role.PREVIOUS)) {
            marked(
                    "consent to something else",
                    TARGET_UNMARKED,
                    marker -> marker.with(role, marker.oid(), marker.database()));
        }
        byPlace();
        return all;
    }

    private void byCopy() {
        for (int i = 0; i < 2; i++) {
            String original = fresh();
            Marked.create(staging, original);
            String logical = fresh();
            Arena.sql(staging, "postgres", "CREATE DATABASE " + logical);
            copyComment(original, logical);
            attempt("consent copied by hand", TARGET_CONSENT_VOID, logical);
            String clone = fresh();
            Arena.sql(staging, "postgres", "CREATE DATABASE " + clone + " TEMPLATE " + original);
            copyComment(original, clone);
            attempt("consent copied by TEMPLATE", TARGET_CONSENT_VOID, clone);
            String renamed = fresh();
            Arena.sql(staging, "postgres", "ALTER DATABASE " + original + " RENAME TO " + renamed);
            attempt("consent carried to another name", TARGET_CONSENT_VOID, renamed);
            Arena.sql(staging, "postgres", "CREATE DATABASE " + original);
            copyComment(renamed, original);
            attempt("consent of a database that is gone", TARGET_CONSENT_VOID, original);
        }
    }

    private void byForging() {
        Marker example = new Marker(Role.TARGET, Arena.identity(staging), 1, "x", Marked.FAR, List.of());
        ServerIdentity here = example.server();
        String number = here.systemIdentifier();
        String production = Arena.identity(arena.production()).systemIdentifier();
        for (ServerIdentity forged : List.of(
                new ServerIdentity(production, here.timeline(), here.endpoint()),
                new ServerIdentity("0", here.timeline(), here.endpoint()),
                new ServerIdentity(number + "0", here.timeline(), here.endpoint()),
                new ServerIdentity(number, here.timeline() + 1, here.endpoint()),
                new ServerIdentity(number, 0, here.endpoint()),
                new ServerIdentity(number, here.timeline(), "127.0.0.1:" + staging.port()),
                new ServerIdentity(number, here.timeline(), "local:there:" + staging.port()),
                new ServerIdentity(
                        number,
                        here.timeline(),
                        "local:here:" + arena.production().port()),
                new ServerIdentity(number, here.timeline(), ""))) {
            marked(
                    "consent forged in its server",
                    TARGET_CONSENT_VOID,
                    marker -> new Marker(Role.TARGET, forged, marker.oid(), marker.database(), Marked.FAR, List.of()));
        }
        for (long oid : new long[] {0, 1, -1, Long.MAX_VALUE}) {
            marked(
                    "consent forged in its oid",
                    TARGET_CONSENT_VOID,
                    marker -> marker.with(Role.TARGET, oid, marker.database()));
        }
        for (String database : List.of("prod", "", "*", "PROD", "x' OR true")) {
            marked(
                    "consent forged in its name",
                    TARGET_CONSENT_VOID,
                    marker -> marker.with(Role.TARGET, marker.oid(), database));
        }
    }

    private void byMisspelling() {
        List<UnaryOperator<String>> changes = List.of(
                line -> line.replace("nightmask/1", "nightmask/2"),
                line -> line.replace("nightmask/1", "Nightmask/1"),
                line -> line.replace("role=target", "role=TARGET"),
                line -> line.replace("role=target", "role=any"),
                line -> line.replace(" role=target", ""),
                line -> line.replace(" until=", " until=x"),
                line -> line.replace("oid=", "oid=+"),
                line -> line.replace("timeline=", "timeline=0"),
                line -> line + " ",
                line -> line + "\n",
                line -> line + "\nkeep this database",
                line -> " " + line,
                line -> line + " role=target",
                line -> line + " force=true",
                line -> line.replace(" ", "\t"),
                line -> "nightmask/1 role=target",
                line -> "nightmask: restorable");
        for (UnaryOperator<String> change : changes) {
            commented("consent that is misspelt", TARGET_UNMARKED, change);
        }
    }

    /// The consent is right, and is not asked for where it was given.
    private void byPlace() {
        String consenting = fresh();
        Marked.create(staging, consenting);
        for (String machine : List.of("there", "", "HERE")) {
            Guard elsewhere =
                    new Guard(KnownSources.none(), unused -> {}, InstantSource.system(), new SkippedTime(), machine);
            all.add(new Bypass(
                    "consent given on another machine",
                    TARGET_CONSENT_VOID,
                    machine,
                    () -> arena.restoreForeign(elsewhere, Marked.settings(staging, consenting))));
        }
        for (String database : List.of(consenting, "prod", "new")) {
            all.add(new Bypass("pooler before staging", TARGET_POOLED, database, () -> {
                try (PoolerDouble pooler = new PoolerDouble(staging.port())) {
                    String uri = staging.uri(database).replace(":" + staging.port() + "/", ":" + pooler.port() + "/")
                            + "?sslmode=disable";
                    restore(ConnectionSettings.of(uri, Map.of()));
                }
            }));
            all.add(new Bypass(
                    "standby of an unknown server",
                    TARGET_IN_RECOVERY,
                    database,
                    () -> restore(ConnectionSettings.of(arena.standby().uri(database), Map.of()))));
        }
    }

    /// With a consent that is right but for a change.
    private void marked(String kind, Failure expected, Arena.Change change) {
        commented(kind, expected, line -> {
            Marker right = Marker.in(line).orElseThrow();
            return change.of(right).line();
        });
    }

    /// The same with any change of its text.
    private void commented(String kind, Failure expected, UnaryOperator<String> change) {
        String forged = change.apply(right);
        all.add(new Bypass(kind, expected, forged, () -> {
            comment(SUBJECT, forged);
            Arena.onlyLookingAt(staging, () -> restore(Marked.settings(staging, SUBJECT)));
        }));
    }

    private void attempt(String kind, Failure expected, String database) {
        all.add(new Bypass(
                kind,
                expected,
                database,
                () -> Arena.onlyLookingAt(staging, () -> restore(Marked.settings(staging, database)))));
    }

    private void restore(ConnectionSettings settings) {
        arena.restoreForeign(Marked.guard(KnownSources.none()), settings);
    }

    private void copyComment(String from, String to) {
        comment(to, comment(from));
    }

    private String comment(String database) {
        try (Target target = Target.open(Marked.settings(staging, database))) {
            String text = MarkedDatabase.find(target.session(), database)
                    .orElseThrow()
                    .comment();
            return text == null ? "" : text;
        }
    }

    private void comment(String database, String text) {
        try (Target target = Target.open(Marked.settings(staging, database))) {
            target.session()
                    .execute("COMMENT ON DATABASE " + Session.quoted(database) + " IS " + Session.literal(text));
        }
    }

    private String fresh() {
        return "c" + ++names;
    }
}
