package dev.nightmask.infra;

import dev.nightmask.infra.Policy.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who may do what in the synthesized stack: identity policies, then the policy of the bucket or key concerned.
final class Access {
    /// How an honest request looks where a row does not say otherwise.
    private static final Map<String, String> HONEST = Map.of(
            "aws:SecureTransport", "true",
            "s3:TlsVersion", "1.3",
            "s3:signatureAge", "200");

    private static final String ROOT = "arn:aws:iam::111122223333:root";

    private final Resources resources;

    Access(Resources resources) {
        this.resources = resources;
    }

    /// The policies of a role, which are all in resources of their own.
    Policy identity(String role) {
        return resources.properties("AWS::IAM::Policy").stream()
                .filter(it -> it.at("Roles").texts().contains(role))
                .map(it -> Policy.of(it.at("PolicyDocument")))
                .reduce(Policy.NONE, Policy::and);
    }

    /// Whether a principal with this policy may do this, by IAM's order: a Deny anywhere, then an Allow. A key's policy
    /// must also leave the account's identities to IAM.
    boolean allowed(Policy identity, Request request) {
        Request honest = honest(request);
        Policy bucket = bucketPolicy(request.resource());
        if (identity.denies(honest) || bucket.denies(honest)) {
            return false;
        }
        return (identity.allows(honest) || bucket.allows(honest)) && keyLeavesItToIam(honest);
    }

    private static Request honest(Request request) {
        Map<String, String> context = new HashMap<>(HONEST);
        context.putAll(request.context());
        return new Request(request.principal(), request.action(), request.resource(), context);
    }

    private Policy bucketPolicy(String resource) {
        return resources.properties("AWS::S3::BucketPolicy").stream()
                .filter(it -> (resource + "/")
                        .startsWith("arn:aws:s3:::" + it.at("Bucket").text() + "/"))
                .map(it -> Policy.of(it.at("PolicyDocument")))
                .reduce(Policy.NONE, Policy::and);
    }

    private boolean keyLeavesItToIam(Request request) {
        List<Policy> key = resources
                .of("AWS::KMS::Key")
                .filter(it -> request.resource().equals(resources.attribute(it.key(), "Arn")))
                .map(it -> Policy.of(it.value().at("Properties", "KeyPolicy").resolved(resources)))
                .toList();
        Request asAccount = new Request(ROOT, request.action(), "*", request.context());
        return key.stream().allMatch(it -> it.allows(asAccount));
    }
}
