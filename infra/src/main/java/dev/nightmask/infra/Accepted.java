package dev.nightmask.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnResource;
import software.constructs.IConstruct;

/// A finding of cdk-nag that is meant to be so, with the reason why. Written as metadata, as cdk-nag reads it, so that
/// a deployment needs no cdk-nag.
///
/// @param patterns regular expressions of what is accepted, for rules whose findings name it; none: all of the rule
record Accepted(String rule, String reason, List<String> patterns) {
    Accepted {
        patterns = List.copyOf(patterns);
    }

    static Accepted rule(String rule, String reason) {
        return new Accepted(rule, reason, List.of());
    }

    /// A permission with a wildcard, whose resource or action matches.
    static Accepted wildcard(String reason, String... patterns) {
        return new Accepted("AwsSolutions-IAM5", reason, List.of(patterns));
    }

    /// Accepts findings on every resource of a construct.
    static void on(IConstruct construct, Accepted... accepted) {
        List<Map<String, Object>> entries =
                List.of(accepted).stream().map(Accepted::entry).toList();
        construct.getNode().findAll().stream()
                .filter(CfnResource.class::isInstance)
                .forEach(it -> ((CfnResource) it).addMetadata("cdk_nag", Map.of("rules_to_suppress", entries)));
    }

    private Map<String, Object> entry() {
        return patterns.isEmpty()
                ? Map.of("id", rule, "reason", reason)
                : Map.of(
                        "id",
                        rule,
                        "reason",
                        reason,
                        "applies_to",
                        patterns.stream()
                                .map(it -> Map.of("regex", "/^" + it + "$/"))
                                .toList());
    }
}
