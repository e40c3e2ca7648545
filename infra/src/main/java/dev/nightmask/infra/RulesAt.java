package dev.nightmask.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/// Where the rules of a database are: in the image, or under a prefix of a bucket.
///
/// @param bucket empty when they are in the image
/// @param prefix without slashes at its ends
record RulesAt(String bucket, String prefix) {
    private static final String S3 = "s3://";

    static RulesAt of(Configuration.Database database) {
        if (!database.rules().startsWith(S3)) {
            return new RulesAt("", "");
        }
        String path = database.rules().substring(S3.length());
        int slash = path.indexOf('/');
        return new RulesAt(path.substring(0, slash), path.substring(slash + 1));
    }

    /// The bucket and what is under the prefix; none when the rules are in the image.
    Stream<String> arns(Construct scope) {
        String arn = "arn:" + Stack.of(scope).getPartition() + ":s3:::" + bucket;
        return bucket.isEmpty() ? Stream.of() : Stream.of(arn, arn + "/" + prefix + "/*");
    }

    /// To read the rules, every version of them.
    List<PolicyStatement> read(Construct scope) {
        List<String> arns = arns(scope).toList();
        if (arns.isEmpty()) {
            return List.of();
        }
        Stack stack = Stack.of(scope);
        return List.of(
                Statements.allow(List.of("s3:GetObject", "s3:GetObjectVersion"), List.of(arns.getLast())),
                Statements.allow(List.of("s3:GetBucketVersioning"), List.of(arns.getFirst())),
                Statements.allow(
                        List.of("s3:ListBucket", "s3:ListBucketVersions"),
                        List.of(arns.getFirst()),
                        Map.of("StringLike", Map.of("s3:prefix", List.of(prefix, prefix + "/*")))),
                Statements.allow(
                        List.of("kms:Decrypt"),
                        List.of(Statements.arn(stack, "kms", "key/*")),
                        Map.of("StringLike", Map.of("kms:EncryptionContext:aws:s3:arn", arns))));
    }
}
