package dev.nightmask.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.sqs.Queue;

/// cdk-nag's AwsSolutions checks, and what was accepted of their findings.
class NagTest {
    @Test
    void theStackHasNoFindingsAndNoWarnings() {
        assertEquals(List.of(), Nag.findings(Synthesized.example().stack()));
    }

    @Test
    void everyAcceptedFindingSaysWhy() {
        List<Json> accepted = new Resources(Synthesized.example().json())
                .all()
                .flatMap(it -> it.value()
                        .at("Metadata", "cdk_nag", "rules_to_suppress")
                        .items())
                .toList();
        assertTrue(accepted.size() >= 5, "the accepted findings were not found");
        accepted.forEach(it -> {
            String reason = it.at("reason").text();
            assertTrue(reason.length() >= 30 && reason.endsWith("."), it.toString());
            assertTrue(!it.at("id").text().equals("AwsSolutions-IAM5") || it.has("applies_to"), it.toString());
        });
    }

    /// What proves nothing when nothing is found must first find something.
    @Test
    void aBareBucketAndQueueAreFound() {
        App app = NightmaskApp.app(Path.of("target", "synthesized", "control"));
        Nag.check(app);
        Stack stack = new Stack(app, "control");
        CfnBucket.Builder.create(stack, "Bucket").build();
        Queue.Builder.create(stack, "Queue").build();
        String findings = String.join("\n", Nag.findings(stack));
        Stream.of("AwsSolutions-S1:", "AwsSolutions-S10:", "AwsSolutions-SQS3:", "AwsSolutions-SQS4:")
                .forEach(it -> assertTrue(findings.contains(it), it + " is not among\n" + findings));
        assertEquals(
                List.of("Bucket"),
                bucketsWithoutEncryption(new Resources(Template.fromStack(stack).toJSON())));
    }

    /// Not a check of AwsSolutions any more, since S3 encrypts by itself; here the key matters.
    @Test
    void everyBucketSaysHowItIsEncrypted() {
        assertEquals(
                List.of(),
                bucketsWithoutEncryption(new Resources(Synthesized.example().json())));
    }

    private static List<String> bucketsWithoutEncryption(Resources resources) {
        return resources
                .of("AWS::S3::Bucket")
                .filter(it -> !it.value().at("Properties").has("BucketEncryption"))
                .map(Json.Entry::key)
                .toList();
    }
}
