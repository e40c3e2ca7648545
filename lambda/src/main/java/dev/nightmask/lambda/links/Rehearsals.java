package dev.nightmask.lambda.links;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmask.lambda.aws.Secret;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.snapshot.link.LinkToken;
import dev.nightmask.snapshot.link.Wish;
import dev.nightmask.snapshot.publish.Snapshots;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// What the functions practise before Lambda takes the picture of their processes. None reads a secret, so none is in
/// the picture; none gives a link away. Of the practice of `links` an entry stays under `requests/`, as of any request.
final class Rehearsals {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Rehearsals() {}

    /// A slash command, genuine by a signing secret that was made up for it, and a look at a link that nobody has.
    static void links(Map<String, String> environment, Log log) throws IOException {
        String random = LinkToken.next(new SecureRandom()).reveal();
        Wiring wiring = Wiring.linksForPractice(
                environment, new Secret(JSON.writeValueAsString(Map.of("signingSecret", random))));
        LinkHandler handler = new LinkHandler(wiring);
        answer(handler, command(wiring, new Secret(random)), log);
        answer(handler, event("GET", BrokerDoor.PATH + random, Map.of(), ""), log);
        sign(wiring);
    }

    /// What is read for an answer, and whether Slack is there.
    static void answer(Map<String, String> environment) {
        Wiring wiring = Wiring.answer(environment);
        wiring.slackApi().test();
        sign(wiring);
        new Messages(wiring.world().clock())
                .several(new Snapshots(wiring.world().store()).list());
    }

    /// What is read and signed for a link.
    static void pull(Map<String, String> environment) {
        Wiring wiring = Wiring.pull(environment);
        sign(wiring);
        Snapshots snapshots = new Snapshots(wiring.world().store());
        new Wish("", "").in(snapshots, wiring.settings().name());
    }

    private static void answer(LinkHandler handler, byte[] event, Log log) throws IOException {
        HttpAnswer answer = handler.answer(new ByteArrayInputStream(event), log);
        answer.writeTo(OutputStream.nullOutputStream());
        log.info(Line.of("practised").with("status", answer.status()));
    }

    private static byte[] command(Wiring wiring, Secret signingSecret) {
        AllowList allowed = wiring.settings().allowed();
        String body = "text=help&team_id=%s&channel_id=%s&user_id=%s&response_url=none"
                .formatted(any(allowed.teams()), any(allowed.channels()), any(allowed.users()));
        String now = Long.toString(wiring.world().clock().instant().getEpochSecond());
        SlackSignature signature =
                new SlackSignature(() -> signingSecret, wiring.world().clock());
        Map<String, String> headers = Map.of(
                "x-slack-request-timestamp", now, "x-slack-signature", signature.sign(now, body.getBytes(UTF_8)));
        return event("POST", "/slack", headers, body);
    }

    private static String any(Set<String> allowed) {
        return allowed.stream().findFirst().orElse("U0");
    }

    private static byte[] event(String method, String path, Map<String, String> headers, String body) {
        return JSON.writeValueAsBytes(Map.of(
                "rawPath",
                path,
                "headers",
                headers,
                "requestContext",
                Map.of("http", Map.of("method", method)),
                "body",
                body));
    }

    /// A URL that leads nowhere.
    private static void sign(Wiring wiring) {
        wiring.world().store().presign("rehearsal", "rehearsal", Duration.ofSeconds(1));
    }
}
