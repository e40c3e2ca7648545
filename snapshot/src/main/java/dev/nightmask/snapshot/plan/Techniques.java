package dev.nightmask.snapshot.plan;

import dev.nightmask.rules.Rule;
import dev.nightmask.rules.Rule.Generalize;
import dev.nightmask.rules.Rule.Json;
import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.Rule.Pseudonymize;
import dev.nightmask.rules.Rule.Replace;
import dev.nightmask.rules.Rule.Suppress;
import dev.nightmask.rules.Rule.Synthesize;

/// The names of techniques, as in a rule file.
final class Techniques {
    private Techniques() {}

    static String name(Rule rule) {
        return switch (rule) {
            case Keep keep -> "keep";
            case Suppress suppress -> "suppress";
            case Replace replace -> "replace";
            case Pseudonymize pseudonymize -> "pseudonymize";
            case Synthesize synthesize -> "synthesize";
            case Generalize generalize -> "generalize";
            case Json json -> "json";
        };
    }
}
