package dev.nightmask.lambda.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.link.HandOut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkSettingsTest {
    private static final Map<String, String> ENOUGH = Map.of(
            "NIGHTMASK_STORE", "s3://b/p",
            "NIGHTMASK_SLACK_SECRET", "arn:secret",
            "NIGHTMASK_SLACK_TEAMS", "T1, T2",
            "NIGHTMASK_ANSWER_FUNCTION", "arn:answer");

    @Test
    void whatIsNotSaidHasItsUsualValue() {
        LinkSettings settings = LinkSettings.ofLinks(ENOUGH);
        assertEquals(
                new LinkSettings(
                        "s3://b/p",
                        Optional.empty(),
                        HandOut.Kind.BROKER,
                        20,
                        new AllowList(Set.of("T1", "T2"), Set.of(), Set.of()),
                        "arn:secret",
                        "arn:answer"),
                settings);
    }

    @Test
    void eachFunctionAsksForWhatItNeeds() {
        assertEquals(
                List.of(
                        "NIGHTMASK_STORE",
                        "NIGHTMASK_SLACK_SECRET",
                        "NIGHTMASK_SLACK_TEAMS",
                        "NIGHTMASK_ANSWER_FUNCTION"),
                wrong(() -> LinkSettings.ofLinks(Map.of())));
        assertEquals(
                List.of("NIGHTMASK_STORE", "NIGHTMASK_SLACK_SECRET", "NIGHTMASK_SLACK_TEAMS"),
                wrong(() -> LinkSettings.ofAnswer(Map.of())));
        assertEquals(List.of("NIGHTMASK_STORE"), wrong(() -> LinkSettings.ofPull(Map.of())));
    }

    @Test
    void nameIsNoId() {
        Map<String, String> names = Map.of(
                "NIGHTMASK_STORE", "s3://b/p",
                "NIGHTMASK_SLACK_SECRET", "arn:secret",
                "NIGHTMASK_SLACK_TEAMS", "acme",
                "NIGHTMASK_SLACK_CHANNELS", "#dev",
                "NIGHTMASK_SLACK_USERS", "alex",
                "NIGHTMASK_LINKS", "both",
                "NIGHTMASK_LINKS_PER_HOUR", "0");
        assertEquals(
                List.of(
                        "NIGHTMASK_LINKS",
                        "NIGHTMASK_LINKS_PER_HOUR",
                        "NIGHTMASK_SLACK_TEAMS",
                        "NIGHTMASK_SLACK_CHANNELS",
                        "NIGHTMASK_SLACK_USERS"),
                wrong(() -> LinkSettings.ofAnswer(names)));
    }

    private static List<String> wrong(Runnable reading) {
        return assertThrows(NightmaskException.class, reading::run).problems().stream()
                .map(Problem::place)
                .map(Place::describe)
                .toList();
    }
}
