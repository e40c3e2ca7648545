package dev.nightmask.lambda.links;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.slack.api.app_backend.SlackSignature.Generator;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Valid requests are signed by Slack's own generator; everything else is made from them.
class ForgedRequestsTest {
    private static final int FORGED = 10_000;
    private static final int GENUINE = 500;

    private static Office office;

    @BeforeAll
    static void start(@TempDir Path home) {
        office = new Office(home, Office.Options.usual());
    }

    @AfterAll
    static void stop() {
        office.close();
    }

    /// A request of Slack, and what becomes of it on its way.
    private record Sent(byte[] body, List<String> timestamps, List<String> signatures) {
        static Sent genuine(long epochSecond, String body) {
            String timestamp = Long.toString(epochSecond);
            return signed(Office.SIGNING_SECRET, timestamp, body);
        }

        static Sent signed(String secret, String timestamp, String body) {
            return new Sent(
                    body.getBytes(StandardCharsets.UTF_8),
                    List.of(timestamp),
                    List.of(new Generator(secret).generate(timestamp, body)));
        }

        Sent withBody(byte[] other) {
            return new Sent(other, timestamps, signatures);
        }

        Sent withTimestamps(String... others) {
            return new Sent(body, List.of(others), signatures);
        }

        Sent withSignatures(String... others) {
            return new Sent(body, timestamps, List.of(others));
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String timestamp() {
            return timestamps.getFirst();
        }

        String signature() {
            return signatures.getFirst();
        }

        int status() {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(office.links().at("/slack")).POST(BodyPublishers.ofByteArray(body));
            timestamps.forEach(timestamp -> request.header("X-Slack-Request-Timestamp", timestamp));
            signatures.forEach(signature -> request.header("X-Slack-Signature", signature));
            return office.send(request).statusCode();
        }
    }

    @Test
    void tenThousandForgedMutatedStaleAndReplayedRequestsAreRefusedAndEachGenuineOneIsTakenOnce() throws Exception {
        Random random = new Random(5);
        office.orders().clear();
        List<Sent> genuine = new ArrayList<>();
        for (int i = 0; i < GENUINE; i++) {
            genuine.add(genuine(random));
        }
        assertEquals(Map.of(200, GENUINE), statuses(genuine), "what is genuine is taken");
        assertEquals(GENUINE, office.orders().size());

        List<Sent> forged = new ArrayList<>();
        for (int i = 0; i < FORGED; i++) {
            forged.add(
                    i % 4 == 0
                            ? genuine.get(i / 4 % GENUINE)
                            : FORGERIES.get(i % FORGERIES.size()).of(genuine(random), random));
        }
        assertEquals(Map.of(401, FORGED), statuses(forged));
        assertEquals(GENUINE, office.orders().size(), "nothing more was passed on");
    }

    @Test
    void ofManyCopiesThatComeAtOnceOneIsTaken() throws Exception {
        int before = office.orders().size();
        Sent sent = genuine(new Random(6));
        assertEquals(Map.of(200, 1, 401, 49), statuses(Collections.nCopies(50, sent)));
        assertEquals(before + 1, office.orders().size());
    }

    @Test
    void timeMayBeFiveMinutesAwayBothWays() {
        long now = office.now().getEpochSecond();
        for (int seconds : new int[] {-299, -60, 60, 299}) {
            assertEquals(200, Sent.genuine(now + seconds, office.slash("help")).status(), "at " + seconds);
        }
        for (int seconds : new int[] {-100_000, -302, 302, 100_000}) {
            assertEquals(401, Sent.genuine(now + seconds, office.slash("help")).status(), "at " + seconds);
        }
    }

    private static Sent genuine(Random random) {
        return Sent.genuine(office.now().getEpochSecond() - random.nextInt(200), office.slash("latest"));
    }

    /// What turns a genuine request into one that is none.
    @FunctionalInterface
    private interface Forgery {
        Sent of(Sent genuine, Random random);
    }

    private static final List<Forgery> FORGERIES = List.of(
            (sent, random) -> Sent.signed("another secret", sent.timestamp(), sent.text()),
            (sent, random) -> sent.withBody(genuine(random).body()),
            (sent, random) -> sent.withBody(flipped(sent.body(), random)),
            (sent, random) -> sent.withBody(Arrays.copyOf(sent.body(), sent.body().length - 1)),
            (sent, random) -> sent.withBody((sent.text() + "&").getBytes(StandardCharsets.UTF_8)),
            (sent, random) -> sent.withBody(new byte[] {(byte) 0xff, (byte) 0xfe}),
            (sent, random) -> sent.withBody(new byte[0]),
            (sent, random) -> sent.withTimestamps(Long.toString(Long.parseLong(sent.timestamp()) + 1)),
            (sent, random) -> Sent.genuine(now() - 301 - random.nextInt(1 << 20), sent.text()),
            (sent, random) -> Sent.genuine(now() + 301 + random.nextInt(1 << 20), sent.text()),
            (sent, random) -> Sent.signed(Office.SIGNING_SECRET, "+" + now(), sent.text()),
            (sent, random) ->
                    Sent.signed(Office.SIGNING_SECRET, "0" + now(), sent.text()).withTimestamps("00" + now()),
            (sent, random) -> Sent.signed(Office.SIGNING_SECRET, now() + ".0", sent.text()),
            (sent, random) -> Sent.signed(Office.SIGNING_SECRET, "-1", sent.text()),
            (sent, random) -> sent.withTimestamps(),
            (sent, random) -> sent.withSignatures(),
            (sent, random) -> sent.withTimestamps(sent.timestamp(), sent.timestamp()),
            (sent, random) -> sent.withSignatures(sent.signature(), sent.signature()),
            (sent, random) -> sent.withSignatures(Sent.genuine(now(), "other").signature(), sent.signature()),
            (sent, random) -> sent.withSignatures(sent.signature().toUpperCase(Locale.ROOT)),
            (sent, random) -> sent.withSignatures(sent.signature().replace("v0=", "v1=")),
            (sent, random) -> sent.withSignatures(sent.signature().substring(3)),
            (sent, random) -> sent.withSignatures(sent.signature().substring(0, 3 + random.nextInt(64))),
            (sent, random) -> sent.withSignatures(sent.signature() + "0"),
            (sent, random) -> sent.withSignatures("v0=" + "0".repeat(64)),
            (sent, random) -> sent.withSignatures("v0=" + HexFormat.of().formatHex(bytes(32, random))));

    private static byte[] flipped(byte[] body, Random random) {
        byte[] flipped = body.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private static byte[] bytes(int count, Random random) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static long now() {
        return office.now().getEpochSecond();
    }

    /// How often each status was answered.
    private static Map<Integer, Integer> statuses(List<Sent> requests) throws Exception {
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers =
                    requests.stream().map(sent -> threads.submit(sent::status)).toList();
            for (Future<Integer> answer : answers) {
                statuses.merge(answer.get(), 1, Integer::sum);
            }
        }
        return statuses;
    }
}
