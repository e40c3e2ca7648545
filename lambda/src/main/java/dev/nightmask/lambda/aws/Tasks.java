package dev.nightmask.lambda.aws;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.lambda.settings.Settings;
import dev.nightmask.snapshot.aws.AwsCalls;
import dev.nightmask.snapshot.aws.AwsCalls.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/// Starts tasks on Fargate.
///
/// @param cluster its ARN
/// @param definition the ARN of the task definition, whose container is called `nightmask`
public record Tasks(String cluster, String definition, List<String> subnets, List<String> securityGroups) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CONTAINER = "nightmask";
    private static final String CLUSTER = "NIGHTMASK_TASK_CLUSTER";
    private static final String DEFINITION = "NIGHTMASK_TASK_DEFINITION";
    private static final String SUBNETS = "NIGHTMASK_TASK_SUBNETS";
    private static final String SECURITY_GROUPS = "NIGHTMASK_TASK_SECURITY_GROUPS";

    public Tasks {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
    }

    /// All of the settings, or none of them.
    public static Supplier<Optional<Tasks>> in(Settings settings) {
        Optional<String> cluster =
                settings.optional(CLUSTER, Function.<String>identity()).get();
        Optional<String> definition =
                settings.optional(DEFINITION, Function.<String>identity()).get();
        List<String> subnets = settings.list(SUBNETS).get();
        List<String> groups = settings.list(SECURITY_GROUPS).get();
        if (cluster.isEmpty() && definition.isEmpty() && subnets.isEmpty() && groups.isEmpty()) {
            return Optional::empty;
        }
        Map.of(CLUSTER, cluster.isEmpty(), DEFINITION, definition.isEmpty(), SUBNETS, subnets.isEmpty())
                .forEach((name, missing) -> {
                    if (missing) {
                        settings.refuse(Failure.SETTING_MISSING, name);
                    }
                });
        if (groups.isEmpty()) {
            settings.refuse(Failure.SETTING_MISSING, SECURITY_GROUPS);
        }
        return () -> Optional.of(new Tasks(cluster.orElseThrow(), definition.orElseThrow(), subnets, groups));
    }

    /// Starts one task; an idempotency token keeps a repeated request from starting another.
    ///
    /// @param token names what is to be done, at most 64 characters
    /// @param environment added to the container's own
    /// @throws NightmaskException SERVICE_REFUSED, also when there is no capacity
    public void run(AwsCalls aws, String token, Map<String, String> environment) {
        List<Map<String, String>> variables = environment.entrySet().stream()
                .map(variable -> Map.of("name", variable.getKey(), "value", variable.getValue()))
                .toList();
        Map<String, Object> vpc =
                Map.of("subnets", subnets, "securityGroups", securityGroups, "assignPublicIp", "DISABLED");
        Map<String, Object> container = Map.of("name", CONTAINER, "environment", variables);
        byte[] answer = aws.send(new Call(
                "ecs",
                "RunTask",
                aws.endpoint("ecs", "ECS"),
                Map.of(
                        "Content-Type",
                        "application/x-amz-json-1.1",
                        "X-Amz-Target",
                        "AmazonEC2ContainerServiceV20141113.RunTask"),
                JSON.writeValueAsBytes(Map.of(
                        "cluster",
                        cluster,
                        "taskDefinition",
                        definition,
                        "launchType",
                        "FARGATE",
                        "count",
                        1,
                        "clientToken",
                        token,
                        "networkConfiguration",
                        Map.of("awsvpcConfiguration", vpc),
                        "overrides",
                        Map.of("containerOverrides", List.of(container))))));
        if (JSON.readTree(answer).path("tasks").isEmpty()) {
            throw new NightmaskException(Failure.SERVICE_REFUSED, new Place.Request("ecs", "RunTask", "no capacity"));
        }
    }
}
