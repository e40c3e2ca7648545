package dev.nightmask.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LinkServiceTest {
    private static final Resources RESOURCES =
            new Resources(Synthesized.example().json());

    private static final Map<String, String> HANDLERS = Map.of(
            "LinksSlackFunction", "dev.nightmask.lambda.links.LinkHandler::handleRequest",
            "LinksAnswerFunction", "dev.nightmask.lambda.links.AnswerHandler::handleRequest",
            "LinksPullFunction", "dev.nightmask.lambda.links.PullHandler::handleRequest",
            "AnnouncementsAnnounceFunction", "dev.nightmask.lambda.announce.AnnounceHandler::handleRequest");

    @Test
    void functionsOfTheZipStartFromAPictureOfThemselves() {
        HANDLERS.forEach((path, handler) -> {
            Json function = RESOURCES.propertiesOf("AWS::Lambda::Function", path);
            assertEquals(handler, function.at("Handler").text());
            assertEquals("java25", function.at("Runtime").text());
            assertEquals(
                    "PublishedVersions", function.at("SnapStart", "ApplyOn").text());
        });
        assertEquals(4, RESOURCES.of("AWS::Lambda::Alias").count());
        RESOURCES
                .properties("AWS::Lambda::Alias")
                .forEach(it -> assertEquals("live", it.at("Name").text()));
    }

    @Test
    void slackReachesItsFunctionByAnOpenAddressAndDevelopersTheirsByIdentity() {
        Map<String, Json> urls = RESOURCES.properties("AWS::Lambda::Url").stream()
                .collect(Collectors.toMap(it -> it.at("AuthType").text(), it -> it));
        assertEquals(Set.of("NONE", "AWS_IAM"), urls.keySet());
        urls.forEach((authentication, url) ->
                assertEquals("live", url.at("Qualifier").text(), "the picture belongs to the alias"));
        List<Json> open = RESOURCES.properties("AWS::Lambda::Permission").stream()
                .filter(it -> it.at("Principal").text().equals("*"))
                .toList();
        assertEquals(2, open.size());
        open.forEach(it -> {
            assertEquals(
                    RESOURCES.arn("AWS::Lambda::Alias", "LinksSlackLive"),
                    it.at("FunctionName").text());
            assertTrue(
                    it.at("FunctionUrlAuthType").text().equals("NONE")
                            || it.at("InvokedViaFunctionUrl").text().equals("true"),
                    it.toString());
        });
    }

    @Test
    void linksAnswersAndPullsHaveTheirSettings() {
        String secret = RESOURCES.arn("AWS::SecretsManager::Secret", "SlackSecret");
        Map<String, String> slack = settings("LinksSlackFunction");
        assertEquals(secret, slack.get("NIGHTMASK_SLACK_SECRET"));
        assertEquals("T0123ABCD", slack.get("NIGHTMASK_SLACK_TEAMS"));
        assertEquals("broker", slack.get("NIGHTMASK_LINKS"));
        assertEquals("20", slack.get("NIGHTMASK_LINKS_PER_HOUR"));
        assertEquals("scoreboard", slack.get("NIGHTMASK_NAME"));
        assertEquals(RESOURCES.arn("AWS::Lambda::Alias", "LinksAnswerLive"), slack.get("NIGHTMASK_ANSWER_FUNCTION"));
        slack.remove("NIGHTMASK_ANSWER_FUNCTION");
        assertEquals(slack, settings("LinksAnswerFunction"));
        assertEquals(
                Set.of("NIGHTMASK_STORE", "NIGHTMASK_NAME", "NIGHTMASK_LINKS_PER_HOUR"),
                settings("LinksPullFunction").keySet());
    }

    @Test
    void newsComesFromTheBusAndFromTheAlarms() {
        String announce = RESOURCES.arn("AWS::Lambda::Alias", "AnnouncementsAnnounceLive");
        Json rule = RESOURCES.properties("AWS::Events::Rule").stream()
                .filter(it -> !it.at("EventPattern").has("detail"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                Set.of("source"),
                rule.at("EventPattern").entries().map(Json.Entry::key).collect(Collectors.toSet()));
        assertEquals(
                announce,
                rule.at("Targets").items().findFirst().orElseThrow().at("Arn").text());
        Json subscription = RESOURCES.properties("AWS::SNS::Subscription").getFirst();
        assertEquals("lambda", subscription.at("Protocol").text());
        assertEquals(announce, subscription.at("Endpoint").text());
        assertEquals(
                Set.of("NIGHTMASK_SLACK_SECRET", "NIGHTMASK_SLACK_CHANNEL"),
                settings("AnnouncementsAnnounceFunction").keySet());
    }

    @Test
    void outputsNameWhatIsNeededNext() {
        assertEquals(
                Set.of("Store", "SlackRequestUrl", "SlackSecretArn", "PullUrl", "PullPolicy"),
                new Json(Synthesized.example().json())
                        .at("Outputs")
                        .entries()
                        .map(Json.Entry::key)
                        .collect(Collectors.toSet()));
    }

    private static Map<String, String> settings(String path) {
        return RESOURCES
                .propertiesOf("AWS::Lambda::Function", path)
                .at("Environment", "Variables")
                .entries()
                .collect(Collectors.toMap(Json.Entry::key, it -> it.value().text()));
    }
}
