package dev.nightmask.snapshot.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.lambda.FakeAws;
import dev.nightmask.lambda.aws.Secrets;
import dev.nightmask.snapshot.aws.AwsCalls.Call;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsCallsTest {
    private static final String SECRET_KEY = "planted-secret-access-key";

    @Test
    void signedRequestIsAnsweredAndOneWithTheWrongKeyIsNot() {
        try (FakeAws aws = FakeAws.start("AKIA1", SECRET_KEY)) {
            aws.keep("arn:key", "planted-key");
            Secrets secrets = new Secrets(AwsCalls.as("AKIA1", SECRET_KEY, aws.environment()));
            assertEquals(
                    "planted-key",
                    secrets.read("arn:key", "NIGHTMASK_KEY_SECRET").reveal());
            assertEquals("***", secrets.read("arn:key", "NIGHTMASK_KEY_SECRET").toString());
            Secrets forged = new Secrets(AwsCalls.as("AKIA1", "guessed", aws.environment()));
            NightmaskException refused =
                    assertThrows(NightmaskException.class, () -> forged.read("arn:key", "NIGHTMASK_KEY_SECRET"));
            assertEquals(Failure.SERVICE_REFUSED, refused.failure());
            assertEquals(
                    "a service refused a request: secretsmanager GetSecretValue (AccessDeniedException)",
                    refused.problems().getFirst().sentence());
        }
    }

    @Test
    void serviceThatDoesNotAnswerIsNamedWithoutTheBody() {
        AwsCalls aws = AwsCalls.as("AKIA1", SECRET_KEY, Map.of("AWS_REGION", "eu-north-1"));
        Call call =
                new Call("events", "PutEvents", URI.create("http://127.0.0.1:1"), Map.of(), "planted".getBytes(UTF_8));
        NightmaskException failed = assertThrows(NightmaskException.class, () -> aws.send(call));
        assertEquals(Failure.SERVICE_UNREACHABLE, failed.failure());
        assertFalse((failed + call.toString()).contains("planted"));
    }

    @Test
    void regionThatIsMissingIsAskedFor() {
        AwsCalls aws = AwsCalls.as("AKIA1", SECRET_KEY, Map.of());
        NightmaskException failed = assertThrows(NightmaskException.class, () -> aws.endpoint("ecs", "ECS"));
        assertEquals(Failure.SETTING_MISSING, failed.failure());
    }

    @Test
    void endpointsAreAmazonsOwnUnlessTheEnvironmentNamesOthers() {
        Map<String, String> environment =
                Map.of("AWS_DEFAULT_REGION", "eu-north-1", "AWS_ENDPOINT_URL_ECS", "http://127.0.0.1:7");
        AwsCalls aws = AwsCalls.as("AKIA1", SECRET_KEY, environment);
        assertEquals(URI.create("https://events.eu-north-1.amazonaws.com"), aws.endpoint("events", "EVENTBRIDGE"));
        assertEquals(URI.create("http://127.0.0.1:7"), aws.endpoint("ecs", "ECS"));
    }

    /// As Amazon RDS describes the token: host and port, the action, the user, and a signature that lives 15 minutes.
    @Test
    void tokenOfRdsIsASignedUrlWithoutItsScheme() {
        AwsCalls aws = AwsCalls.as("AKIA1", SECRET_KEY, Map.of("AWS_REGION", "eu-north-1"));
        String token = aws.databaseToken("db.example", 5432, "night reader");
        assertTrue(
                token.matches("db\\.example:5432/\\?(?=.*Action=connect)(?=.*DBUser=night%20reader)"
                        + "(?=.*X-Amz-Expires=900)(?=.*X-Amz-Credential=AKIA1%2F[0-9]{8}%2Feu-north-1%2Frds-db%2Faws4_request)"
                        + "(?=.*X-Amz-Signature=[0-9a-f]{64}).*"),
                "not the shape of a token");
        assertFalse(token.contains(SECRET_KEY));
    }
}
