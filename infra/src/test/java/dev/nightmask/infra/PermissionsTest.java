package dev.nightmask.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.infra.Policy.Request;
import dev.nightmask.infra.Policy.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may do what, row by row of `permissions.txt`, by the policies that would be deployed.
class PermissionsTest {
    private static final Resources RESOURCES =
            new Resources(Synthesized.example().json());
    private static final Access ACCESS = new Access(RESOURCES);

    /// Stands for a grant of everything by mistake, beside the role's own policies.
    private static final Policy EVERYTHING =
            new Policy(List.of(new Statement(true, List.of(), List.of("*"), List.of("*"), List.of())));

    private static final Map<String, String> ROLES = Map.of(
            "nightly", "NightlyscoreboardSnapshotRole",
            "task", "NightlyscoreboardTaskRole",
            "execution", "NightlyscoreboardTaskDefinitionExecutionRole",
            "scheduler", "NightlyscoreboardScheduler",
            "refresh", "RefreshscoreboardRestoreRole",
            "links", "LinksSlackRole",
            "answer", "LinksAnswerRole",
            "pull", "LinksPullRole",
            "announce", "AnnouncementsAnnounceRole");

    private static final Map<String, String> NAMES = names();

    private record Row(String who, String action, String resource, boolean allowed, Map<String, String> context) {}

    @TestFactory
    Stream<DynamicTest> rolesMayDoWhatTheTableSays() throws IOException {
        List<Row> rows = rows();
        assertTrue(rows.size() >= 80, "the table has " + rows.size() + " rows");
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.toString(), () -> assertEquals(row.allowed(), allowed(row), row.toString())));
    }

    /// The table names the roles that there were when it was written; one more would have no row.
    @Test
    void everyRoleOfTheStackIsInTheTable() {
        List<String> known = ROLES.values().stream()
                .map(it -> RESOURCES.one("AWS::IAM::Role", it))
                .sorted()
                .toList();
        assertEquals(
                known,
                RESOURCES.of("AWS::IAM::Role").map(Json.Entry::key).sorted().toList());
    }

    @Test
    void noRoleHasAManagedOrInlinePolicyThatTheTableWouldNotSee() {
        RESOURCES.of("AWS::IAM::Role").forEach(role -> {
            Json properties = role.value().at("Properties");
            assertTrue(!properties.has("ManagedPolicyArns") && !properties.has("Policies"), role.key());
        });
        assertEquals(1, RESOURCES.of("AWS::IAM::ManagedPolicy").count());
    }

    @Test
    void noRoleMayDeleteAnything() {
        for (String role : ROLES.values()) {
            Policy policy = ACCESS.identity(RESOURCES.one("AWS::IAM::Role", role));
            List<String> deletions = policy.statements().stream()
                    .filter(Statement::allow)
                    .flatMap(it -> it.actions().stream())
                    .filter(it -> it.contains(":Delete") || it.contains(":*") || it.equals("*"))
                    .filter(it -> !it.equals("ec2:DeleteNetworkInterface"))
                    .toList();
            assertEquals(List.of(), deletions, role);
        }
    }

    private static boolean allowed(Row row) {
        boolean more = row.who().endsWith("+");
        String who = more ? row.who().substring(0, row.who().length() - 1) : row.who();
        Policy own = identity(who);
        return ACCESS.allowed(
                more ? own.and(EVERYTHING) : own,
                new Request(principal(who), row.action(), row.resource(), row.context()));
    }

    private static Policy identity(String who) {
        return switch (who) {
            case "admin" -> EVERYTHING;
            case "nobody" -> Policy.NONE;
            case "developer" ->
                Policy.of(RESOURCES
                        .properties("AWS::IAM::ManagedPolicy")
                        .getFirst()
                        .at("PolicyDocument"));
            default -> ACCESS.identity(RESOURCES.one("AWS::IAM::Role", role(who)));
        };
    }

    private static String principal(String who) {
        return ROLES.containsKey(who)
                ? RESOURCES.arn("AWS::IAM::Role", role(who))
                : "arn:aws:iam::111122223333:role/" + who;
    }

    private static String role(String who) {
        return Objects.requireNonNull(ROLES.get(who), "no role is called " + who);
    }

    private static List<Row> rows() throws IOException {
        try (InputStream table = Objects.requireNonNull(PermissionsTest.class.getResourceAsStream("permissions.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(PermissionsTest::row)
                    .toList();
        }
    }

    private static Row row(String line) {
        List<String> words = new ArrayList<>(List.of(named(line).split(" +")));
        Map<String, String> context = new HashMap<>();
        words.subList(4, words.size()).forEach(it -> {
            int equals = it.indexOf('=');
            context.put(it.substring(0, equals), it.substring(equals + 1));
        });
        boolean allowed = words.get(3).equals("allowed");
        assertTrue(allowed || words.get(3).equals("denied"), line);
        return new Row(words.get(0), words.get(1), words.get(2), allowed, context);
    }

    private static String named(String line) {
        String named = line;
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            named = named.replace("{" + name.getKey() + "}", name.getValue());
        }
        assertTrue(!named.contains("{"), named);
        return named;
    }

    private static Map<String, String> names() {
        Resources all = RESOURCES;
        String bucket = all.arn("AWS::S3::Bucket", "FoundationSnapshotsBucket");
        return Map.ofEntries(
                Map.entry("bucket", bucket),
                Map.entry("store", bucket + "/nightmask"),
                Map.entry("id", "20261121T020000Z-7f3a91"),
                Map.entry("access-logs", all.arn("AWS::S3::Bucket", "FoundationSnapshotsAccessLogs")),
                Map.entry("bucket-key", all.arn("AWS::KMS::Key", "FoundationSnapshotsKey")),
                Map.entry("service-key", all.arn("AWS::KMS::Key", "FoundationServiceKey")),
                Map.entry("bus", all.arn("AWS::Events::EventBus", "FoundationBus")),
                Map.entry("dead-letters", all.arn("AWS::SQS::Queue", "FoundationDeadLetters")),
                Map.entry("cluster", all.arn("AWS::ECS::Cluster", "FoundationCluster")),
                Map.entry("slack-secret", all.arn("AWS::SecretsManager::Secret", "SlackSecret")),
                Map.entry("key-secret", all.arn("AWS::SecretsManager::Secret", "NightlyscoreboardPseudonymizationKey")),
                Map.entry("task-definition", all.arn("AWS::ECS::TaskDefinition", "NightlyscoreboardTaskDefinition")),
                Map.entry("task-role", all.arn("AWS::IAM::Role", role("task"))),
                Map.entry("links-role", all.arn("AWS::IAM::Role", role("links"))),
                Map.entry("nightly", all.arn("AWS::Lambda::Function", "NightlyscoreboardSnapshotFunction")),
                Map.entry("refresh", all.arn("AWS::Lambda::Function", "RefreshscoreboardRestoreFunction")),
                Map.entry("links", all.arn("AWS::Lambda::Alias", "LinksSlackLive")),
                Map.entry("answer", all.arn("AWS::Lambda::Alias", "LinksAnswerLive")),
                Map.entry("pull", all.arn("AWS::Lambda::Alias", "LinksPullLive")),
                Map.entry("users", "arn:aws:rds-db:eu-north-1:111122223333:dbuser"));
    }
}
