package dev.nightmask.lambda.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.aws.AwsCalls;
import dev.nightmask.snapshot.aws.AwsCalls.Call;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads secrets of AWS Secrets Manager by their ARN. Nothing is kept: a rotated secret counts from the next read on.
public final class Secrets {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AwsCalls aws;

    public Secrets(AwsCalls aws) {
        this.aws = aws;
    }

    /// The secret's text.
    ///
    /// @param setting the variable that names the secret, for messages
    /// @throws NightmaskException SERVICE_REFUSED, SERVICE_UNREACHABLE, or SECRET_UNUSABLE when it holds no text
    public Secret read(String arn, String setting) {
        byte[] answer = aws.send(new Call(
                "secretsmanager",
                "GetSecretValue",
                aws.endpoint("secretsmanager", "SECRETS_MANAGER"),
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "secretsmanager.GetSecretValue"),
                JSON.writeValueAsBytes(Map.of("SecretId", arn))));
        return new Secret(text(answer, "SecretString", setting));
    }

    /// One field of a secret that holds a JSON object of texts.
    ///
    /// @throws NightmaskException SECRET_UNUSABLE when it has no such field
    public static Secret field(Secret json, String name, String setting) {
        return new Secret(text(json.reveal().getBytes(UTF_8), name, setting));
    }

    private static String text(byte[] json, String name, String setting) {
        try {
            JsonNode field = JSON.readTree(json).path(name);
            if (field.isString() && !field.stringValue().isEmpty()) {
                return field.stringValue();
            }
        } catch (JacksonException e) {
            throw unusable(setting); // Its message quotes the text.
        }
        throw unusable(setting);
    }

    private static NightmaskException unusable(String setting) {
        return new NightmaskException(Failure.SECRET_UNUSABLE, new Place.Setting(setting));
    }
}
