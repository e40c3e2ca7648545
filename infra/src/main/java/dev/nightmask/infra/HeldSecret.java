package dev.nightmask.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/// A secret of Secrets Manager, brought along or created here, and who may read it.
record HeldSecret(String arn) {

    /// The secret with a pseudonymization key: the one given, or a new one of 64 hex digits from Secrets Manager's
    /// source of randomness. It outlives the stack, since a new key means new pseudonyms everywhere.
    static HeldSecret key(Construct scope, String database, Optional<String> given, Key encryption) {
        return new HeldSecret(given.orElseGet(() -> {
            SecretStringGenerator hex = SecretStringGenerator.builder()
                    .passwordLength(64)
                    .excludePunctuation(true)
                    .excludeUppercase(true)
                    .excludeCharacters("ghijklmnopqrstuvwxyz")
                    .requireEachIncludedType(false)
                    .build();
            return created(
                    scope,
                    new Made("PseudonymizationKey", "Nightmask: the pseudonymization key of " + database, hex),
                    encryption,
                    "A new key means new pseudonyms in every snapshot: it is changed by decision, not by date.");
        }));
    }

    /// The secret with Slack's: the one given, or one to be filled. Until then its signing secret is random, so that
    /// no request passes.
    static HeldSecret slack(Construct scope, Optional<String> given, Key encryption) {
        return new HeldSecret(given.orElseGet(() -> {
            SecretStringGenerator toBeFilled = SecretStringGenerator.builder()
                    .secretStringTemplate("{\"botToken\":\"\"}")
                    .generateStringKey("signingSecret")
                    .excludePunctuation(true)
                    .passwordLength(64)
                    .build();
            return created(
                    scope,
                    new Made("SlackSecret", "Nightmask: signing secret and bot token of the Slack app", toBeFilled),
                    encryption,
                    "Slack issues these, and gives no way to rotate them from here.");
        }));
    }

    private record Made(String id, String description, SecretStringGenerator content) {}

    private static String created(Construct scope, Made made, Key encryption, String whyNotRotated) {
        Secret secret = Secret.Builder.create(scope, made.id())
                .description(made.description())
                .encryptionKey(encryption)
                .generateSecretString(made.content())
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        Accepted.on(secret, Accepted.rule("AwsSolutions-SMG4", whyNotRotated));
        return secret.getSecretArn();
    }

    /// To read this secret, and to decrypt it through Secrets Manager alone. Whatever key it is under: the encryption
    /// context names the secret, so that the key opens nothing else.
    List<PolicyStatement> read(Stack stack) {
        return List.of(
                Statements.allow(List.of("secretsmanager:GetSecretValue"), List.of(arn)),
                Statements.allow(
                        List.of("kms:Decrypt"),
                        List.of(Statements.arn(stack, "kms", "key/*")),
                        Map.of(
                                "StringEquals",
                                Map.of(
                                        "kms:ViaService",
                                        "secretsmanager." + stack.getRegion() + ".amazonaws.com",
                                        "kms:EncryptionContext:SecretARN",
                                        arn))));
    }
}
