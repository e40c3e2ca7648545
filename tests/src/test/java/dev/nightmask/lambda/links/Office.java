package dev.nightmask.lambda.links;

import com.slack.api.app_backend.SlackSignature.Generator;
import com.slack.api.app_backend.SlackSignature.HeaderNames;
import dev.nightmask.lambda.aws.Secret;
import dev.nightmask.lambda.slack.SlackAddresses;
import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.link.HandOuts;
import dev.nightmask.snapshot.link.SmallArchives;
import dev.nightmask.snapshot.publish.FreshStores;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.SnapshotName;
import dev.nightmask.snapshot.publish.Snapshots;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// The functions that hand out links, behind real HTTP, with a real S3 server and a stand-in for Slack.
public final class Office implements AutoCloseable {
    static final String SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    static final byte[] ARCHIVE = SmallArchives.random(10_000, 1);
    static final String LATEST = "20261121T020000Z-7f3a91";
    static final String EARLIER = "20261120T020000Z-aaaaaa";

    private final Generator slackSigns = new Generator(SIGNING_SECRET);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Runnable closing;
    private final ObjectStore store;
    private final SlackServer slack = new SlackServer();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Clock clock;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final List<FunctionUrl> more = new CopyOnWriteArrayList<>();
    private final Wiring wiring;
    private final FunctionUrl links;

    /// With a store of its own, in which two snapshots are. Its clock stands still.
    Office(Path home, Options options) {
        FreshStores stores = new FreshStores(home);
        store = stores.open(FreshStores.Kind.BUCKET);
        SmallArchives.publish(store, EARLIER, ARCHIVE);
        SmallArchives.publish(store, LATEST, ARCHIVE);
        InstantSource movable = now::get;
        clock = movable.withZone(ZoneOffset.UTC);
        closing = () -> {
            store.close();
            stores.close();
        };
        wiring = wiring(options);
        links = open();
    }

    private Office(ObjectStore store) {
        this.store = store;
        this.clock = Clock.systemUTC();
        this.closing = () -> {};
        this.wiring = wiring(Options.usual());
        this.links = open();
    }

    /// Over the snapshots of a store, which stays open.
    public static Office over(ObjectStore store) {
        return new Office(store);
    }

    private FunctionUrl open() {
        slack.user("U1", "T1", "");
        return new FunctionUrl(new LinkHandler(wiring), FunctionUrl.Gate.open());
    }

    /// Where developers get links by their AWS identity, of which there is one.
    public URI pullService(String accessKeyId, String secretAccessKey, String arn) {
        FunctionUrl url = new FunctionUrl(new PullHandler(wiring), new SignedCaller(accessKeyId, secretAccessKey, arn));
        more.add(url);
        return url.at("/");
    }

    /// What the environment says.
    record Options(Optional<SnapshotName> name, HandOut.Kind kind, int perHour, AllowList allowed) {
        static Options usual() {
            return new Options(
                    Optional.empty(), HandOut.Kind.BROKER, 1_000, new AllowList(Set.of("T1"), Set.of(), Set.of()));
        }

        Options with(HandOut.Kind other) {
            return new Options(name, other, perHour, allowed);
        }

        Options with(int links) {
            return new Options(name, kind, links, allowed);
        }

        Options with(AllowList others) {
            return new Options(name, kind, perHour, others);
        }
    }

    private Wiring wiring(Options options) {
        LinkSettings settings =
                new LinkSettings("", options.name(), options.kind(), options.perHour(), options.allowed(), "", "");
        World world = new World(store, clock, new SecureRandom(), new PrintStream(log, true, StandardCharsets.UTF_8));
        Secret secrets = new Secret(
                "{\"signingSecret\":\"%s\",\"botToken\":\"%s\"}".formatted(SIGNING_SECRET, SlackServer.BOT_TOKEN));
        return new Wiring(
                settings,
                world,
                () -> secrets,
                orders::add,
                new SlackAddresses(slack.methods(), slack.origin()),
                "http:");
    }

    Wiring wiring() {
        return wiring;
    }

    ObjectStore store() {
        return store;
    }

    SlackServer slack() {
        return slack;
    }

    FunctionUrl links() {
        return links;
    }

    /// What the functions have logged.
    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    Instant now() {
        return clock.instant();
    }

    void wait(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    /// Orders that were passed on and not yet answered.
    List<Order> orders() {
        return orders;
    }

    /// Answers what was passed on, and returns what Slack was sent last; empty when it was sent nothing.
    String answer() {
        return answer(new AnswerHandler(wiring));
    }

    private String answer(AnswerHandler handler) {
        int before = slack.answers().size();
        for (Order order : orders) {
            deliver(handler, order);
        }
        orders.clear();
        return slack.answers().size() == before ? "" : slack.answers().getLast();
    }

    /// The same by a handler that may remember something.
    String answer(AnswerHandler handler, String text) {
        send(slash(text));
        return answer(handler);
    }

    void deliver(Order order) {
        deliver(new AnswerHandler(wiring), order);
    }

    private static void deliver(AnswerHandler handler, Order order) {
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(order.json()), new ByteArrayOutputStream(), new FixedContext());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `/snapshot TEXT` as a user types it, and what Slack is sent.
    String ask(String text) {
        HttpResponse<String> acknowledged = send(slash(text));
        if (acknowledged.statusCode() != 200 || !acknowledged.body().isEmpty()) {
            throw new AssertionError(acknowledged.statusCode() + acknowledged.body());
        }
        return answer();
    }

    /// The body of a slash command of user U1.
    String slash(String text) {
        return form(Map.of(
                "command", "/snapshot",
                "text", text,
                "team_id", "T1",
                "channel_id", "C1",
                "user_id", "U1",
                "user_name", "alex",
                "trigger_id", Long.toHexString(new SecureRandom().nextLong()),
                "response_url", slack.responseUrl()));
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /// Sends a body to Slack's door, signed by Slack's own generator.
    HttpResponse<String> send(String body) {
        String timestamp = Long.toString(now().getEpochSecond());
        return send(HttpRequest.newBuilder(links.at("/slack"))
                .header(HeaderNames.X_SLACK_REQUEST_TIMESTAMP, timestamp)
                .header(HeaderNames.X_SLACK_SIGNATURE, slackSigns.generate(timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.timeout(Duration.ofMinutes(1)).build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// A new link's address.
    public URI link() {
        String answer = ask("latest " + manifest().name());
        int start = answer.indexOf("https://" + links.domain() + "/g/");
        return URI.create(answer.substring(start, answer.indexOf('"', start)).replace("https://", "http://"));
    }

    Manifest manifest() {
        return new Snapshots(store).list().getFirst();
    }

    List<HandOut> handOuts() {
        return new HandOuts(store, clock, new SecureRandom()).since(Instant.EPOCH);
    }

    @Override
    public void close() {
        more.forEach(FunctionUrl::close);
        links.close();
        slack.close();
        closing.run();
    }
}
