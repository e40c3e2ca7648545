package dev.nightmask.lambda.links;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.nightmask.lambda.aws.Secret;
import dev.nightmask.snapshot.link.Grant;
import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.SnapshotName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Nothing that holds a secret prints it.
class PrintedSecretsTest {
    private static final String PLANTED = "planted-secret";
    private static final Member ALEX = new Member("T1", "C1", "U1", "alex");
    private static final SnapshotId ID = SnapshotId.parse("20261121T020000Z-7f3a91");
    private static final SnapshotName SHOP = new SnapshotName("shop");

    static Stream<Record> holders() {
        HandOut handOut = new HandOut(
                1,
                "0".repeat(64),
                HandOut.Kind.PRESIGNED,
                ID,
                SHOP,
                ALEX.asker(),
                Instant.EPOCH,
                Instant.EPOCH,
                List.of());
        return Stream.of(
                new HttpCall(
                        "GET",
                        "/g/" + PLANTED,
                        Map.of("x", PLANTED),
                        PLANTED.getBytes(StandardCharsets.UTF_8),
                        "",
                        "",
                        ""),
                new HttpAnswer(303, Map.of("location", PLANTED), PLANTED),
                new SlackRequest.Asked(ALEX, "latest", PLANTED),
                new Order("0".repeat(64), ALEX, "latest", "domain", PLANTED),
                new SlackSignature(() -> new Secret(PLANTED), InstantSource.system()),
                new LinkDesk.Given(handOut, PLANTED),
                new Grant(1, ID, SHOP, PLANTED, Instant.EPOCH));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void secretIsNotPrinted(Record holder) {
        assertFalse(holder.toString().contains(PLANTED));
    }
}
