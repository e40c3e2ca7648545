package dev.nightmask.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// A function without PostgreSQL's programs, outside the network, that starts from a picture of itself taken when it
/// was deployed. Callers call its alias: only published versions have such a picture.
final class ZipFunction extends Construct {
    private final Role role;
    private final Alias alias;

    /// What tells one such function from another.
    record Job(
            String handler,
            String description,
            Duration timeout,
            Map<String, String> environment,
            List<PolicyStatement> may) {
        Job {
            environment = Map.copyOf(environment);
            may = List.copyOf(may);
        }
    }

    ZipFunction(Construct scope, String id, Foundation foundation, Job job) {
        super(scope, id);
        LogGroup logs = Logs.group(this, "Logs", foundation.logDays());
        this.role = Identity.ofFunction(this, job.description(), logs);
        Identity.grant(role, job.may());
        Function function = Function.Builder.create(this, "Function")
                .description("Nightmask: " + job.description())
                .code(Code.fromAsset(foundation.configuration().linksZip().toString()))
                .handler(job.handler() + "::handleRequest")
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.X86_64)
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .role(role)
                .logGroup(logs)
                .environment(job.environment())
                .memorySize(1024)
                .timeout(job.timeout())
                .retryAttempts(1)
                .maxEventAge(Duration.minutes(30))
                .onFailure(new SqsDestination(foundation.deadLetters()))
                .build();
        Annotations.of(function)
                .acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish", "The alias below is of a version.");
        this.alias = Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();
        Accepted.on(
                role,
                Accepted.wildcard(
                        "Ids of snapshots, links and users are made at run time.", "Resource::.*/nightmask/.*"),
                Accepted.wildcard(
                        "The encryption context names the one secret that the key may open.",
                        "Resource::arn:aws[a-z-]*:kms:.*:key/\\*"));
    }

    Role role() {
        return role;
    }

    Alias alias() {
        return alias;
    }
}
