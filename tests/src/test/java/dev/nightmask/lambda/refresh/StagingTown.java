package dev.nightmask.lambda.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.lambda.FakeAws;
import dev.nightmask.lambda.FunctionProcess;
import dev.nightmask.lambda.nightly.NightlyTown;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.snapshot.guard.Guard;
import dev.nightmask.snapshot.guard.KnownSources;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.restore.Previous;
import dev.nightmask.tests.ClientProgram;
import dev.nightmask.tests.Restores;
import dev.nightmask.tests.SkippedTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A town with a server for staging, and the function that refreshes databases there.
final class StagingTown implements AutoCloseable {
    static final Duration LIFE = Duration.ofMinutes(15);
    private static final String LOGIN = "arn:aws:secretsmanager:eu-north-1:1:secret:staging";

    private final NightlyTown town = new NightlyTown();
    private final LocalPostgres server = LocalPostgres.start(Map.of());
    private final String store = town.freshStore();

    StagingTown() {
        town.aws().keep(LOGIN, NightlyTown.login(server));
    }

    LocalPostgres production() {
        return town.production();
    }

    FakeAws aws() {
        return town.aws();
    }

    ObjectStore openStore() {
        return town.open(store);
    }

    /// Has the nightly function make a snapshot.
    ///
    /// @return the event that tells of it, as a rule of the bus hands it on
    String publish(String night) {
        try (FunctionProcess nightly = town.function(town.environment(store))) {
            assertTrue(nightly.invoke(NightlyTown.event(night), LIFE).ok(), nightly::log);
        }
        return event(town.lastEvent().path("Detail").stringValue());
    }

    static String event(String detail) {
        return "{\"source\":\"nightmask\",\"detail-type\":\"Snapshot published\",\"detail\":%s}".formatted(detail);
    }

    /// The function whose target is a database of staging.
    FunctionProcess refresh(String database) {
        return refresh(server, database, Map.of("NIGHTMASK_DATABASE_SECRET", LOGIN));
    }

    /// The same with settings of other values.
    FunctionProcess refreshWith(String database, Map<String, String> settings) {
        return refresh(server, database, settings);
    }

    /// The function whose target is on the very server that snapshots are taken from.
    FunctionProcess refreshOfProduction(String database) {
        return refresh(town.production(), database, Map.of());
    }

    private FunctionProcess refresh(LocalPostgres target, String database, Map<String, String> settings) {
        Map<String, String> environment = new TreeMap<>(town.environment(store));
        environment.put("NIGHTMASK_TARGET", "postgresql://127.0.0.1:%d/%s".formatted(target.port(), database));
        environment.putAll(settings);
        return FunctionProcess.start(RefreshHandler.class, environment, town.freshLog());
    }

    /// Puts back what the last refresh has replaced, on the machine that the function takes itself for.
    void rollBack(String database) {
        Guard guard = new Guard(
                KnownSources.none(), unused -> {}, InstantSource.system(), new SkippedTime(), StagingRefresh.WHO);
        new Previous(guard, Restores.journal()).putBack(ConnectionSettings.of(server.uri(database), Map.of()));
    }

    void createDatabase(String name) {
        ClientProgram.createDatabase(server, name, "UTF8");
    }

    /// What staging answers.
    String query(String database, String sql) {
        return ClientProgram.query(server, database, sql);
    }

    /// The databases of staging whose names begin so.
    String databases(String prefix) {
        return query("postgres", """
                SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database
                WHERE starts_with(datname, '%s')""".formatted(prefix));
    }

    /// What the newest event says, which is of this type.
    JsonNode told(String type) {
        JsonNode last = town.lastEvent();
        assertEquals(type, last.path("DetailType").stringValue());
        return JsonMapper.shared().readTree(last.path("Detail").stringValue());
    }

    void assertNothingPlanted(String text) {
        town.assertNothingPlanted(text);
    }

    @Override
    public void close() {
        server.close();
        town.close();
    }
}
