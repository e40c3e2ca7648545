package dev.nightmask.infra;

import dev.nightmask.infra.Configuration.Server;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.DockerImageCode;
import software.amazon.awscdk.services.lambda.DockerImageFunction;
import software.amazon.awscdk.services.lambda.EcrImageCodeProps;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// A function of the image, inside the network, one at a time.
final class ImageFunction extends Construct {
    private static final Duration LONGEST = Duration.minutes(15);

    private final Role role;
    private final SecurityGroup group;
    private final DockerImageFunction function;

    /// What tells one such function from another.
    record Job(
            String handler,
            String description,
            int memoryMib,
            Size disk,
            List<Server> servers,
            Map<String, String> environment,
            List<PolicyStatement> may) {
        Job {
            servers = List.copyOf(servers);
            environment = Map.copyOf(environment);
            may = List.copyOf(may);
        }
    }

    ImageFunction(Construct scope, String id, Foundation foundation, Job job) {
        super(scope, id);
        LogGroup logs = Logs.group(this, "Logs", foundation.logDays());
        this.role = Identity.ofFunction(this, job.description(), logs);
        Identity.putIntoNetwork(role);
        Identity.grant(role, job.may());
        this.group = foundation.network().groupFor(this, "Nightmask: " + job.description(), job.servers());
        this.function = DockerImageFunction.Builder.create(this, "Function")
                .description("Nightmask: " + job.description())
                .code(DockerImageCode.fromEcr(
                        foundation.repository(this),
                        EcrImageCodeProps.builder()
                                .tagOrDigest(foundation.imageVersion())
                                .cmd(List.of(job.handler() + "::handleRequest"))
                                .build()))
                .architecture(Architecture.X86_64)
                .role(role)
                .logGroup(logs)
                .environment(job.environment())
                .vpc(foundation.network().vpc())
                .vpcSubnets(foundation.network().subnets())
                .securityGroups(List.of(group))
                .memorySize(job.memoryMib())
                .ephemeralStorageSize(job.disk())
                .timeout(LONGEST)
                .reservedConcurrentExecutions(1)
                .retryAttempts(1)
                .maxEventAge(Duration.hours(2))
                .onFailure(new SqsDestination(foundation.deadLetters()))
                .build();
        accept();
    }

    private void accept() {
        Accepted.on(
                role,
                Accepted.wildcard(
                        "Lambda checks the permissions for network interfaces against every resource;"
                                + " a Deny keeps them from the function's own code.",
                        "Resource::\\*"),
                Accepted.wildcard(
                        "Ids of snapshots, nights and sources are made at run time.", "Resource::.*/nightmask/.*"),
                Accepted.wildcard(
                        "The encryption context names the one secret or bucket that the key may open.",
                        "Resource::arn:aws[a-z-]*:kms:.*:key/\\*"),
                Accepted.wildcard(
                        "The rules are all files under this prefix.", "Resource::arn:aws[a-z-]*:s3:::.*/\\*"));
    }

    Role role() {
        return role;
    }

    SecurityGroup group() {
        return group;
    }

    DockerImageFunction function() {
        return function;
    }
}
