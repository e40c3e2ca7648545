package dev.nightmask.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SnapshotBucketTest {
    private static final Resources RESOURCES =
            new Resources(Synthesized.example().json());

    private static final Json BUCKET = RESOURCES.propertiesOf("AWS::S3::Bucket", "FoundationSnapshotsBucket");

    @Test
    void theBucketIsEncryptedUnderAKeyOfItsOwn() {
        Json rule = BUCKET.at("BucketEncryption", "ServerSideEncryptionConfiguration")
                .items()
                .findFirst()
                .orElseThrow();
        assertEquals(
                "aws:kms",
                rule.at("ServerSideEncryptionByDefault", "SSEAlgorithm").text());
        assertEquals(
                RESOURCES.arn("AWS::KMS::Key", "FoundationSnapshotsKey"),
                rule.at("ServerSideEncryptionByDefault", "KMSMasterKeyID").text());
        assertEquals("true", rule.at("BucketKeyEnabled").text());
    }

    @Test
    void everyKeyRotates() {
        List<Json> keys = RESOURCES.properties("AWS::KMS::Key");
        assertEquals(2, keys.size());
        keys.forEach(key -> assertEquals("true", key.at("EnableKeyRotation").text()));
    }

    @Test
    void nothingIsPublicAndNothingIsAnybodyElses() {
        List<Json> buckets = RESOURCES.properties("AWS::S3::Bucket");
        assertEquals(2, buckets.size());
        buckets.forEach(bucket -> {
            assertEquals(
                    Map.of(
                            "BlockPublicAcls", "true",
                            "BlockPublicPolicy", "true",
                            "IgnorePublicAcls", "true",
                            "RestrictPublicBuckets", "true"),
                    bucket.at("PublicAccessBlockConfiguration")
                            .entries()
                            .collect(Collectors.toMap(
                                    Json.Entry::key, it -> it.value().text())));
            assertTrue(bucket.at("OwnershipControls").toString().contains("BucketOwnerEnforced"));
        });
    }

    @Test
    void everyVersionIsKeptAndEveryAccessLogged() {
        assertEquals("Enabled", BUCKET.at("VersioningConfiguration", "Status").text());
        assertEquals(
                RESOURCES.one("AWS::S3::Bucket", "FoundationSnapshotsAccessLogs"),
                BUCKET.at("LoggingConfiguration", "DestinationBucketName").text());
    }

    @Test
    void snapshotsRecordsAndLeavingsEndByThemselves() {
        Map<String, Json> rules = BUCKET.at("LifecycleConfiguration", "Rules")
                .items()
                .collect(Collectors.toMap(it -> it.at("Id").text(), it -> it));
        assertExpires(rules, "snapshots", "nightmask/snapshots/", "30");
        assertExpires(rules, "record-of-links", "nightmask/links/", "365");
        assertExpires(rules, "requests", "nightmask/requests/", "1");
        Json leavings = rules.getOrDefault("leavings", new Json(null));
        assertFalse(leavings.has("Prefix"), "it is for the whole bucket");
        assertEquals(
                "1",
                leavings.at("AbortIncompleteMultipartUpload", "DaysAfterInitiation")
                        .text());
        assertEquals(
                "7",
                leavings.at("NoncurrentVersionExpiration", "NoncurrentDays").text());
        assertEquals("true", leavings.at("ExpiredObjectDeleteMarker").text());
        assertEquals(4, rules.size());
    }

    private static void assertExpires(Map<String, Json> rules, String id, String prefix, String days) {
        Json rule = rules.getOrDefault(id, new Json(null));
        assertEquals("Enabled", rule.at("Status").text(), id);
        assertEquals(prefix, rule.at("Prefix").text(), id);
        assertEquals(days, rule.at("ExpirationInDays").text(), id);
    }

    @Test
    void bucketsKeysAndSecretsOutliveTheStack() {
        for (String type : List.of("AWS::S3::Bucket", "AWS::KMS::Key", "AWS::SecretsManager::Secret")) {
            RESOURCES
                    .of(type)
                    .forEach(it -> assertEquals(
                            "Retain", it.value().at("DeletionPolicy").text(), it.key()));
        }
    }

    @Test
    void aMadeKeyHas64HexDigits() {
        Json made = RESOURCES.properties("AWS::SecretsManager::Secret").stream()
                .filter(it -> it.at("Description").text().contains("pseudonymization key"))
                .findFirst()
                .orElseThrow()
                .at("GenerateSecretString");
        assertEquals("64", made.at("PasswordLength").text());
        assertEquals("true", made.at("ExcludePunctuation").text());
        assertEquals("true", made.at("ExcludeUppercase").text());
        String excluded = made.at("ExcludeCharacters").text();
        String left = "abcdefghijklmnopqrstuvwxyz0123456789"
                .chars()
                .filter(c -> excluded.indexOf(c) < 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        assertEquals("abcdef0123456789", left);
    }
}
