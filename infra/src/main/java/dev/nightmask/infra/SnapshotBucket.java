package dev.nightmask.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/// The store: snapshots, the record of links and the leases of nights, and what each function may do with them.
final class SnapshotBucket extends Construct {
    private static final String PREFIX = "nightmask";
    private static final int LONGEST_SIGNATURE_AGE_MILLIS = 180_000;

    private final Key key;
    private final Bucket bucket;

    SnapshotBucket(Construct scope, String id, Configuration.Retention retention) {
        super(scope, id);
        this.key = Key.Builder.create(this, "Key")
                .description("Nightmask: snapshots")
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        this.bucket = Bucket.Builder.create(this, "Bucket")
                .encryption(BucketEncryption.KMS)
                .encryptionKey(key)
                .bucketKeyEnabled(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .versioned(true)
                .serverAccessLogsBucket(accessLogs(retention))
                .serverAccessLogsPrefix("access/")
                .lifecycleRules(lifecycle(retention))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        refuseOldSignatures();
    }

    private Bucket accessLogs(Configuration.Retention retention) {
        return Bucket.Builder.create(this, "AccessLogs")
                .encryption(BucketEncryption.S3_MANAGED)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .id("end-of-record")
                        .expiration(Duration.days(retention.recordDays()))
                        .build()))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    private static List<LifecycleRule> lifecycle(Configuration.Retention retention) {
        return List.of(
                expire("snapshots", "snapshots/", retention.snapshotDays()),
                expire("record-of-links", "links/", retention.recordDays()),
                expire("requests", "requests/", 1),
                LifecycleRule.builder()
                        .id("leavings")
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .noncurrentVersionExpiration(Duration.days(7))
                        .expiredObjectDeleteMarker(true)
                        .build());
    }

    private static LifecycleRule expire(String id, String prefix, int days) {
        return LifecycleRule.builder()
                .id(id)
                .prefix(PREFIX + "/" + prefix)
                .expiration(Duration.days(days))
                .build();
    }

    /// Refuses what was signed more than three minutes ago, whatever lifetime its signer wrote into it. Greater than,
    /// not less: a Deny with the other operator would refuse every fresh link and let the old ones through.
    private void refuseOldSignatures() {
        PolicyStatement old = Statements.deny(
                List.of("s3:*"),
                List.of(bucket.getBucketArn(), bucket.arnForObjects("*")),
                Map.of("NumericGreaterThan", Map.of("s3:signatureAge", LONGEST_SIGNATURE_AGE_MILLIS)));
        old.addPrincipals(new AnyPrincipal());
        bucket.addToResourcePolicy(old);
    }

    /// Makes sure that no later grant lets these roles delete anything or change what guards the bucket.
    void neverDeletedBy(List<? extends IRole> roles) {
        deny(
                roles,
                List.of("s3:DeleteObject*", "s3:DeleteBucket*", "s3:PutBucket*", "s3:PutLifecycleConfiguration"),
                List.of(bucket.getBucketArn(), bucket.arnForObjects("*")));
    }

    /// Makes sure that no later grant lets these roles read what was published.
    void archivesNeverReadBy(List<? extends IRole> roles) {
        deny(roles, List.of("s3:GetObject*"), List.of(objects("snapshots/*/archive.dump")));
    }

    private void deny(List<? extends IRole> roles, List<String> actions, List<String> resources) {
        PolicyStatement statement = Statements.deny(actions, resources);
        roles.forEach(role -> statement.addArnPrincipal(role.getRoleArn()));
        bucket.addToResourcePolicy(statement);
    }

    /// As a setting of the functions: `s3://bucket/prefix`.
    String uri() {
        return "s3://" + bucket.getBucketName() + "/" + PREFIX;
    }

    String bucketName() {
        return bucket.getBucketName();
    }

    /// The bucket and all that is in it.
    List<String> arns() {
        return List.of(bucket.getBucketArn(), bucket.arnForObjects("*"));
    }

    PolicyStatement read(String... keys) {
        return Statements.allow(List.of("s3:GetObject"), objects(List.of(keys)));
    }

    PolicyStatement write(String... keys) {
        return Statements.allow(List.of("s3:PutObject"), objects(List.of(keys)));
    }

    /// To end an upload that was begun under a key, and to find those that were left.
    List<PolicyStatement> endUploads(String keys) {
        return List.of(
                Statements.allow(
                        List.of("s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"), List.of(objects(keys))),
                Statements.allow(List.of("s3:ListBucketMultipartUploads"), List.of(bucket.getBucketArn())));
    }

    /// To list the bucket, all of it: where this is bound to a prefix, S3 says 403 and not 404 of an object that is not
    /// there, and the first snapshot would not find out that it is the first.
    PolicyStatement list() {
        return Statements.allow(List.of("s3:ListBucket"), List.of(bucket.getBucketArn()));
    }

    /// To encrypt and decrypt what is in this bucket, through S3 alone.
    PolicyStatement crypt() {
        return Statements.allow(
                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                List.of(key.getKeyArn()),
                Map.of(
                        "StringEquals",
                        Map.of("kms:ViaService", "s3." + Stack.of(this).getRegion() + ".amazonaws.com"),
                        "StringLike",
                        Map.of("kms:EncryptionContext:aws:s3:arn", arns())));
    }

    private List<String> objects(List<String> keys) {
        return keys.stream().map(this::objects).toList();
    }

    private String objects(String keys) {
        return bucket.arnForObjects(PREFIX + "/" + keys);
    }
}
