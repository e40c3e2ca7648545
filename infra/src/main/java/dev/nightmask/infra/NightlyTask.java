package dev.nightmask.infra;

import dev.nightmask.infra.Configuration.Server;
import dev.nightmask.infra.Configuration.Work;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/// The same image as a Fargate task, for the nights that fifteen minutes do not suffice for.
final class NightlyTask extends Construct {
    /// The container's name, which what starts the task has to give.
    static final String CONTAINER = "nightmask";

    /// The image's own, with another main class.
    private static final List<String> ENTRY_POINT =
            List.of("/opt/java/bin/java", "@/opt/nightmask/jvm.options", "dev.nightmask.lambda.nightly.NightlyTask");

    private final Role role;
    private final FargateTaskDefinition definition;

    /// What tells one database's task from another's.
    record Job(String database, Work work, Map<String, String> environment, List<PolicyStatement> may) {
        Job {
            environment = Map.copyOf(environment);
            may = List.copyOf(may);
        }
    }

    NightlyTask(Construct scope, String id, Foundation foundation, Job job) {
        super(scope, id);
        this.role = Identity.ofTask(this, "long nights of " + job.database());
        Identity.grant(role, job.may());
        this.definition = FargateTaskDefinition.Builder.create(this, "Definition")
                .cpu(job.work().taskCpu())
                .memoryLimitMiB(job.work().taskMib())
                .runtimePlatform(RuntimePlatform.builder()
                        .cpuArchitecture(CpuArchitecture.X86_64)
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .build())
                .taskRole(role)
                .build();
        definition.addContainer(CONTAINER, container(foundation, job));
        accept();
    }

    private ContainerDefinitionOptions container(Foundation foundation, Job job) {
        return ContainerDefinitionOptions.builder()
                .image(ContainerImage.fromEcrRepository(foundation.repository(this), foundation.imageVersion()))
                .entryPoint(ENTRY_POINT)
                .environment(job.environment())
                .logging(LogDriver.awsLogs(AwsLogDriverProps.builder()
                        .logGroup(Logs.group(this, "Logs", foundation.logDays()))
                        .streamPrefix(CONTAINER)
                        .build()))
                .build();
    }

    private void accept() {
        Accepted.on(
                role,
                Accepted.wildcard(
                        "Ids of snapshots, nights and sources are made at run time.", "Resource::.*/nightmask/.*"),
                Accepted.wildcard(
                        "The encryption context names the one secret or bucket that the key may open.",
                        "Resource::arn:aws[a-z-]*:kms:.*:key/\\*"),
                Accepted.wildcard(
                        "The rules are all files under this prefix.", "Resource::arn:aws[a-z-]*:s3:::.*/\\*"));
        Accepted.on(
                definition,
                Accepted.wildcard("A login to the registry belongs to no repository.", "Resource::\\*"),
                Accepted.rule(
                        "AwsSolutions-ECS2",
                        "The environment holds names and places; what is secret is read from Secrets Manager."));
    }

    Role role() {
        return role;
    }

    /// The settings of a function that starts this task.
    Map<String, String> settings(Foundation foundation, Construct scope, List<Server> servers) {
        SecurityGroup group = foundation.network().groupFor(this, "Nightmask: long nights", servers);
        return Map.of(
                "NIGHTMASK_TASK_CLUSTER",
                foundation.cluster().getClusterArn(),
                "NIGHTMASK_TASK_DEFINITION",
                definition.getTaskDefinitionArn(),
                "NIGHTMASK_TASK_SUBNETS",
                String.join(",", foundation.network().subnetIds()),
                "NIGHTMASK_TASK_SECURITY_GROUPS",
                group.getSecurityGroupId());
    }

    /// To start this task in its cluster with its own roles, and no other.
    List<PolicyStatement> start(Foundation foundation) {
        return List.of(
                Statements.allow(
                        List.of("ecs:RunTask"),
                        List.of(definition.getTaskDefinitionArn()),
                        Map.of(
                                "ArnEquals",
                                Map.of("ecs:cluster", foundation.cluster().getClusterArn()))),
                Statements.allow(
                        List.of("iam:PassRole"),
                        List.of(
                                role.getRoleArn(),
                                definition.obtainExecutionRole().getRoleArn()),
                        Map.of("StringEquals", Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com"))));
    }
}
