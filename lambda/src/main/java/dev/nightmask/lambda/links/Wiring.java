package dev.nightmask.lambda.links;

import dev.nightmask.lambda.aws.Secret;
import dev.nightmask.lambda.aws.Secrets;
import dev.nightmask.lambda.slack.SlackAddresses;
import dev.nightmask.lambda.slack.SlackApi;
import dev.nightmask.snapshot.aws.AwsCalls;
import dev.nightmask.snapshot.link.HandOuts;
import dev.nightmask.snapshot.link.Links;
import dev.nightmask.snapshot.link.Quota;
import dev.nightmask.snapshot.publish.S3Settings;
import dev.nightmask.snapshot.publish.S3Settings.Patience;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.publish.Stores;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/// Every object of the functions that hand out links, made in one place.
///
/// @param slackSecret the secrets of the Slack app: JSON with `signingSecret` and `botToken`
/// @param slack where Slack is
/// @param downloads the scheme of the store's URLs
record Wiring(
        LinkSettings settings,
        World world,
        Supplier<Secret> slackSecret,
        Dispatch dispatch,
        SlackAddresses slack,
        String downloads) {
    private static final Duration SECRET_AGE = Duration.ofMinutes(5);

    /// With the store; a function is stopped after ten seconds.
    private static final Patience PATIENCE =
            new Patience(3, Duration.ofSeconds(4), Duration.ofSeconds(9), Duration.ofMillis(100));

    static Wiring links(Map<String, String> environment) {
        LinkSettings settings = LinkSettings.ofLinks(environment);
        AwsCalls aws = AwsCalls.usual(environment);
        return of(settings, aws, LambdaDispatch.to(aws, settings.answerFunction()));
    }

    /// The same, for practice: nothing is answered, and the secrets are made up.
    static Wiring linksForPractice(Map<String, String> environment, Secret madeUp) {
        LinkSettings settings = LinkSettings.ofLinks(environment);
        AwsCalls aws = AwsCalls.usual(environment);
        Wiring usual = of(settings, aws, LambdaDispatch.tryingOut(aws, settings.answerFunction()));
        return new Wiring(settings, usual.world, () -> madeUp, usual.dispatch, usual.slack, usual.downloads);
    }

    static Wiring answer(Map<String, String> environment) {
        return withoutDispatch(LinkSettings.ofAnswer(environment), environment);
    }

    static Wiring pull(Map<String, String> environment) {
        return withoutDispatch(LinkSettings.ofPull(environment), environment);
    }

    private static Wiring withoutDispatch(LinkSettings settings, Map<String, String> environment) {
        return of(settings, AwsCalls.usual(environment), order -> {
            throw new IllegalStateException("this function passes nothing on");
        });
    }

    private static Wiring of(LinkSettings settings, AwsCalls aws, Dispatch dispatch) {
        Clock clock = Clock.systemUTC();
        S3Settings s3 = S3Settings.usual().with(PATIENCE);
        URI endpoint = s3.endpoint();
        World world = new World(Stores.open(settings.store(), s3), clock, new SecureRandom(), System.out);
        Secrets secrets = new Secrets(aws);
        Supplier<Secret> slackSecret =
                new Recent<>(() -> secrets.read(settings.slackSecret(), LinkSettings.SLACK_SECRET), SECRET_AGE, clock);
        return new Wiring(
                settings,
                world,
                slackSecret,
                dispatch,
                SlackAddresses.real(),
                (endpoint == null ? "https" : endpoint.getScheme()) + ":");
    }

    SlackDoor slackDoor() {
        SlackSignature signature = new SlackSignature(() -> secret("signingSecret"), world.clock());
        return new SlackDoor(signature, seen(), settings.allowed(), dispatch);
    }

    BrokerDoor brokerDoor() {
        return new BrokerDoor(
                handingOut(), new Snapshots(world.store()), new Pages(world.clock(), downloads), world.clock());
    }

    SeenRequests seen() {
        return new SeenRequests(world.store(), world.random());
    }

    Answering answering() {
        SlackApi api = slackApi();
        LinkDesk desk = new LinkDesk(
                quota(), handingOut(), new HandOuts(world.store(), world.clock(), world.random()), settings.kind());
        return new Answering(
                new MemberCheck(api, settings.allowed().teams(), world.clock()),
                new Snapshots(world.store()),
                desk,
                api,
                new Messages(world.clock()),
                settings.name());
    }

    SlackApi slackApi() {
        return new SlackApi(slack, () -> secret("botToken"));
    }

    Links handingOut() {
        return new Links(world.store(), world.clock(), world.random());
    }

    Quota quota() {
        return new Quota(world.store(), world.clock(), world.random(), settings.perHour());
    }

    private Secret secret(String field) {
        return Secrets.field(slackSecret.get(), field, LinkSettings.SLACK_SECRET);
    }
}
