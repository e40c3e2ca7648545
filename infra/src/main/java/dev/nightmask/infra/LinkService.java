package dev.nightmask.infra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.constructs.Construct;

/// Answers Slack and hands out links, which `nightmask pull --latest` gets with a developer's own AWS identity.
final class LinkService extends Construct {
    private final ZipFunction links;
    private final ZipFunction answer;
    private final ZipFunction pull;
    private final FunctionUrl slackUrl;
    private final FunctionUrl pullUrl;
    private final ManagedPolicy pullers;

    LinkService(Construct scope, String id, Foundation foundation, HeldSecret slack) {
        super(scope, id);
        List<PolicyStatement> withSlack = Stream.concat(
                        store(foundation.store()).stream(), slack.read(foundation.stack()).stream())
                .toList();
        Map<String, String> settings = settings(foundation, slack);
        this.answer = new ZipFunction(
                this,
                "Answer",
                foundation,
                new ZipFunction.Job(
                        "dev.nightmask.lambda.links.AnswerHandler",
                        "answers to Slack",
                        Duration.minutes(1),
                        settings,
                        withSlack));
        this.links = new ZipFunction(this, "Slack", foundation, slackJob(settings, withSlack));
        this.pull = new ZipFunction(this, "Pull", foundation, pullJob(foundation));
        this.slackUrl = url(links, FunctionUrlAuthType.NONE);
        this.pullUrl = url(pull, FunctionUrlAuthType.AWS_IAM);
        this.pullers = pullers();
    }

    private ZipFunction.Job slackJob(Map<String, String> settings, List<PolicyStatement> withSlack) {
        String answers = answer.alias().getFunctionArn();
        Map<String, String> all = new HashMap<>(settings);
        all.put("NIGHTMASK_ANSWER_FUNCTION", answers);
        List<PolicyStatement> may = new ArrayList<>(withSlack);
        may.add(Statements.allow(List.of("lambda:InvokeFunction"), List.of(answers)));
        return new ZipFunction.Job(
                "dev.nightmask.lambda.links.LinkHandler",
                "requests of Slack, and links",
                Duration.seconds(10),
                all,
                may);
    }

    private static ZipFunction.Job pullJob(Foundation foundation) {
        return new ZipFunction.Job(
                "dev.nightmask.lambda.links.PullHandler",
                "links for identities of AWS",
                Duration.seconds(30),
                common(foundation),
                store(foundation.store()));
    }

    /// To read what was published and to keep the record of links. Not among it: to write a snapshot, or to delete.
    private static List<PolicyStatement> store(SnapshotBucket store) {
        String[] records = {"links/*", "requests/*", "limits/*"};
        return List.of(
                store.read("snapshots/*", "latest.json", "latest/*"),
                store.read(records),
                store.write(records),
                store.list(),
                store.crypt());
    }

    private static Map<String, String> common(Foundation foundation) {
        Configuration configuration = foundation.configuration();
        Map<String, String> settings = new HashMap<>();
        settings.put("NIGHTMASK_STORE", foundation.store().uri());
        settings.put(
                "NIGHTMASK_LINKS_PER_HOUR",
                Integer.toString(configuration.links().perHour()));
        if (configuration.databases().size() == 1) {
            settings.put("NIGHTMASK_NAME", configuration.databases().getFirst().name());
        }
        return settings;
    }

    private static Map<String, String> settings(Foundation foundation, HeldSecret secret) {
        Configuration.Slack slack = foundation.configuration().slack();
        Map<String, String> settings = common(foundation);
        settings.put("NIGHTMASK_SLACK_SECRET", secret.arn());
        settings.put("NIGHTMASK_SLACK_TEAMS", String.join(",", slack.teams()));
        if (!slack.channels().isEmpty()) {
            settings.put("NIGHTMASK_SLACK_CHANNELS", String.join(",", slack.channels()));
        }
        if (!slack.users().isEmpty()) {
            settings.put("NIGHTMASK_SLACK_USERS", String.join(",", slack.users()));
        }
        settings.put("NIGHTMASK_LINKS", foundation.configuration().links().kind());
        return settings;
    }

    private static FunctionUrl url(ZipFunction function, FunctionUrlAuthType authentication) {
        return function.alias()
                .addFunctionUrl(
                        FunctionUrlOptions.builder().authType(authentication).build());
    }

    /// The policy that a team gives its developers.
    private ManagedPolicy pullers() {
        String function = pull.alias().getFunctionArn();
        return ManagedPolicy.Builder.create(this, "Pullers")
                .description("Nightmask: get links by nightmask pull --latest")
                .statements(List.of(
                        Statements.allow(
                                List.of("lambda:InvokeFunctionUrl"),
                                List.of(function),
                                Map.of("StringEquals", Map.of("lambda:FunctionUrlAuthType", "AWS_IAM"))),
                        Statements.allow(
                                List.of("lambda:InvokeFunction"),
                                List.of(function),
                                Map.of("Bool", Map.of("lambda:InvokedViaFunctionUrl", "true")))))
                .build();
    }

    /// The address that Slack's app is given, with `slack` behind it.
    String slackUrl() {
        return slackUrl.getUrl();
    }

    String pullUrl() {
        return pullUrl.getUrl();
    }

    String pullersArn() {
        return pullers.getManagedPolicyArn();
    }

    List<Role> roles() {
        return List.of(links.role(), answer.role(), pull.role());
    }
}
