package dev.nightmask.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The resources of a synthesized stack, with ids and ARNs made up as AWS would make them.
final class Resources implements Json.Names {
    private static final String HERE = ":eu-north-1:111122223333:";

    /// The ARN of a resource of each type, with its logical id for `%s`.
    private static final Map<String, String> ARNS = Map.ofEntries(
            Map.entry("AWS::S3::Bucket", "arn:aws:s3:::%s"),
            Map.entry("AWS::IAM::Role", "arn:aws:iam::111122223333:role/%s"),
            Map.entry("AWS::IAM::ManagedPolicy", "arn:aws:iam::111122223333:policy/%s"),
            Map.entry("AWS::KMS::Key", "arn:aws:kms" + HERE + "key/%s"),
            Map.entry("AWS::Lambda::Function", "arn:aws:lambda" + HERE + "function:%s"),
            Map.entry("AWS::Lambda::Alias", "arn:aws:lambda" + HERE + "function:%s:live"),
            Map.entry("AWS::Lambda::Version", "arn:aws:lambda" + HERE + "function:%s:1"),
            Map.entry("AWS::SecretsManager::Secret", "arn:aws:secretsmanager" + HERE + "secret:%s-AbCdEf"),
            Map.entry("AWS::ECS::TaskDefinition", "arn:aws:ecs" + HERE + "task-definition/%s:1"),
            Map.entry("AWS::ECS::Cluster", "arn:aws:ecs" + HERE + "cluster/%s"),
            Map.entry("AWS::Events::EventBus", "arn:aws:events" + HERE + "event-bus/%s"),
            Map.entry("AWS::Events::Rule", "arn:aws:events" + HERE + "rule/%s"),
            Map.entry("AWS::CloudWatch::Alarm", "arn:aws:cloudwatch" + HERE + "alarm:%s"),
            Map.entry("AWS::Logs::LogGroup", "arn:aws:logs" + HERE + "log-group:%s:*"),
            Map.entry("AWS::SQS::Queue", "arn:aws:sqs" + HERE + "%s"),
            Map.entry("AWS::SNS::Topic", "arn:aws:sns" + HERE + "%s"));

    private static final Map<String, String> PSEUDO = Map.of(
            "AWS::Region", "eu-north-1",
            "AWS::AccountId", "111122223333",
            "AWS::Partition", "aws",
            "AWS::URLSuffix", "amazonaws.com");

    /// The types whose Ref is an ARN; that of the others is a name.
    private static final List<String> REF_IS_ARN = List.of(
            "AWS::Lambda::Alias",
            "AWS::Lambda::Version",
            "AWS::SecretsManager::Secret",
            "AWS::ECS::TaskDefinition",
            "AWS::SNS::Topic",
            "AWS::IAM::ManagedPolicy");

    private final Json resources;

    Resources(Map<String, Object> template) {
        this.resources = new Json(template).at("Resources");
    }

    /// The resources of a type by their logical ids.
    Stream<Json.Entry> of(String type) {
        return resources.entries().filter(it -> it.value().at("Type").text().equals(type));
    }

    /// The properties of the resources of a type, resolved.
    List<Json> properties(String type) {
        return of(type).map(it -> it.value().at("Properties").resolved(this)).toList();
    }

    /// The properties of the one resource of a type whose logical id is made of this path and eight digits, resolved.
    Json propertiesOf(String type, String path) {
        return resources.at(one(type, path), "Properties").resolved(this);
    }

    Stream<Json.Entry> all() {
        return resources.entries();
    }

    /// The ARN of the one resource of a type whose logical id is made of this path and eight digits.
    String arn(String type, String path) {
        return attribute(one(type, path), "Arn");
    }

    /// The logical id of the one resource of a type that is made of this path and eight digits.
    String one(String type, String path) {
        List<String> found = of(type).map(Json.Entry::key)
                .filter(it -> it.matches(path + "[0-9A-F]{8}"))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    path + " is not among " + of(type).map(Json.Entry::key).toList());
        }
        return found.getFirst();
    }

    @Override
    public String ref(String logicalId) {
        if (PSEUDO.containsKey(logicalId)) {
            return PSEUDO.getOrDefault(logicalId, "");
        }
        String type = type(logicalId);
        return REF_IS_ARN.contains(type) ? attribute(logicalId, "Arn") : logicalId;
    }

    @Override
    public String attribute(String logicalId, String attribute) {
        if (!attribute.equals("Arn")) {
            return logicalId + "." + attribute;
        }
        return Optional.ofNullable(ARNS.get(type(logicalId)))
                .map(it -> it.replace("%s", logicalId))
                .orElseThrow(() -> new IllegalArgumentException("no ARN is known for " + type(logicalId)));
    }

    private String type(String logicalId) {
        return resources.at(logicalId, "Type").text();
    }
}
