package dev.nightmask.lambda.nightly;

import dev.nightmask.lambda.FunctionProcess;
import dev.nightmask.lambda.RuntimeApi.Answer;
import dev.nightmask.snapshot.publish.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// A store of one test's own in the town, and the nightly function that fills it.
record NightlyStore(NightlyTown town, String uri) {
    static final Duration FIFTEEN_MINUTES = Duration.ofMinutes(15);
    static final String TONIGHT = NightlyTown.event("2026-11-21");
    static final String TOMORROW = NightlyTown.event("2026-11-22");

    static NightlyStore in(NightlyTown town) {
        return new NightlyStore(town, town.freshStore());
    }

    Map<String, String> environment() {
        return town.environment(uri);
    }

    FunctionProcess function() {
        return town.function(environment());
    }

    /// The function with one setting of another value.
    FunctionProcess functionWith(String setting, String value) {
        Map<String, String> changed = new TreeMap<>(environment());
        changed.put(setting, value);
        return town.function(changed);
    }

    /// The function with rules of its own.
    FunctionProcess functionWithRules(String text) {
        Map<String, String> environment = environment();
        rules(text);
        return town.function(environment);
    }

    /// Writes rules in the place of those that a function of this store has.
    void rules(String text) {
        town.rules(uri, text);
    }

    /// The snapshots that it holds, newest first.
    List<Manifest> list() {
        return town.list(uri);
    }

    static String outcome(Answer answer) {
        return JsonMapper.shared().readTree(answer.body()).path("outcome").stringValue();
    }
}
