package dev.nightmask.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// Statements of policies in the words of IAM.
final class Statements {
    private Statements() {}

    static PolicyStatement allow(List<String> actions, List<String> resources) {
        return statement(Effect.ALLOW, actions, resources, Map.of());
    }

    static PolicyStatement allow(List<String> actions, List<String> resources, Map<String, Object> conditions) {
        return statement(Effect.ALLOW, actions, resources, conditions);
    }

    static PolicyStatement deny(List<String> actions, List<String> resources) {
        return statement(Effect.DENY, actions, resources, Map.of());
    }

    static PolicyStatement deny(List<String> actions, List<String> resources, Map<String, Object> conditions) {
        return statement(Effect.DENY, actions, resources, conditions);
    }

    private static PolicyStatement statement(
            Effect effect, List<String> actions, List<String> resources, Map<String, Object> conditions) {
        return PolicyStatement.Builder.create()
                .effect(effect)
                .actions(actions)
                .resources(resources)
                .conditions(conditions)
                .build();
    }

    /// An ARN of this account and region: `arn(stack, "kms", "key/*")`.
    static String arn(Stack stack, String service, String resource) {
        return String.join(":", "arn", stack.getPartition(), service, stack.getRegion(), stack.getAccount(), resource);
    }
}
