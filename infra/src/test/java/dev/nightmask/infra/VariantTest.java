package dev.nightmask.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.infra.Policy.Request;
import dev.nightmask.infra.Synthesized.Change;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Another team: two databases, a password instead of tokens, rules in a bucket, secrets of its own, endpoints that
/// are there already.
class VariantTest {
    private static final String SECRETS = "arn:aws:secretsmanager:eu-north-1:111122223333:secret:";

    private static final Synthesized VARIANT = Synthesized.of(
            "variant",
            ConfigurationReader.read(Synthesized.configuration(
                    "variant",
                    List.of(
                            new Change("    # secret: " + SECRETS, "    secret: " + SECRETS),
                            new Change("    # key-secret: ", "    key-secret: "),
                            new Change("      resource: db-ABCDEFGHIJKLMNOPQRSTUVWXY2\n", ""),
                            new Change("      resource: db-ABCDEFGHIJKLMNOPQRSTUVWXY3\n", ""),
                            new Change("rules: /opt/nightmask/rules", "rules: s3://rules-of-the-team/scoreboard"),
                            new Change(
                                    "  # secret: " + SECRETS + "nightmask-slack",
                                    "  secret: " + SECRETS + "nightmask-slack"),
                            new Change(
                                    "present-endpoints: []",
                                    "present-endpoints: [s3, secretsmanager, kms, events, ecs, ecr.api, ecr.dkr, logs]"),
                            new Change("sg-0123456789abcdef1", "sg-0123456789abcdef0"),
                            new Change("  # present-endpoints-security-group", "  present-endpoints-security-group"),
                            new Change("emails: []", "emails: [team@example.com]"),
                            new Change("slack:\n", """
                              shop:
                                source:
                                  uri: postgresql://reader@shop.example.internal/shop?sslmode=verify-full
                                  resource: cluster-SHOP
                                  security-group: sg-0123456789abcdef7
                                rules: /opt/nightmask/rules
                                schedule: {at: "03:30", time-zone: America/New_York}

                            slack:
                            """)))));

    private static final Resources RESOURCES = new Resources(VARIANT.json());
    private static final Access ACCESS = new Access(RESOURCES);

    @Test
    void hasNoFindingsEither() {
        assertEquals(List.of(), Nag.findings(VARIANT.stack()));
    }

    @Test
    void eachDatabaseHasItsNightAndItsOwnRights() {
        assertEquals(
                Set.of("cron(0 2 * * ? *) Europe/Copenhagen", "cron(30 3 * * ? *) America/New_York"),
                RESOURCES.properties("AWS::Scheduler::Schedule").stream()
                        .map(it -> it.at("ScheduleExpression").text() + " "
                                + it.at("ScheduleExpressionTimezone").text())
                        .collect(Collectors.toSet()));
        String shop = "arn:aws:rds-db:eu-north-1:111122223333:dbuser:cluster-SHOP/reader";
        assertTrue(may("NightlyshopSnapshotRole", "rds-db:connect", shop));
        assertFalse(may("NightlyscoreboardSnapshotRole", "rds-db:connect", shop));
        assertFalse(may("RefreshscoreboardRestoreRole", "rds-db:connect", shop));
    }

    @Test
    void passwordIsReadByThePathToProductionAndDeniedToTheRefresh() {
        String secret = SECRETS + "scoreboard-reader-AbCdEf";
        assertEquals(
                secret,
                RESOURCES
                        .propertiesOf("AWS::Lambda::Function", "NightlyscoreboardSnapshotFunction")
                        .at("Environment", "Variables", "NIGHTMASK_DATABASE_SECRET")
                        .text());
        assertTrue(may("NightlyscoreboardSnapshotRole", "secretsmanager:GetSecretValue", secret));
        assertFalse(may("NightlyshopSnapshotRole", "secretsmanager:GetSecretValue", secret));
        Request request = new Request("refresh", "secretsmanager:GetSecretValue", secret, Map.of());
        assertTrue(ACCESS.identity(RESOURCES.one("AWS::IAM::Role", "RefreshscoreboardRestoreRole"))
                .denies(request));
    }

    @Test
    void rulesAreReadFromTheirPrefixAlone() {
        String role = "NightlyscoreboardSnapshotRole";
        assertTrue(may(role, "s3:GetObject", "arn:aws:s3:::rules-of-the-team/scoreboard/users.yaml"));
        assertTrue(may(role, "s3:GetObjectVersion", "arn:aws:s3:::rules-of-the-team/scoreboard/users.yaml"));
        assertFalse(may(role, "s3:GetObject", "arn:aws:s3:::rules-of-the-team/shop/users.yaml"));
        assertFalse(may(role, "s3:PutObject", "arn:aws:s3:::rules-of-the-team/scoreboard/users.yaml"));
        assertFalse(may("NightlyshopSnapshotRole", "s3:GetObject", "arn:aws:s3:::rules-of-the-team/scoreboard/a.yaml"));
    }

    @Test
    void secretsThatAreBroughtAlongAreNotMadeAgain() {
        assertEquals(
                List.of("Nightmask: the pseudonymization key of shop"),
                RESOURCES.properties("AWS::SecretsManager::Secret").stream()
                        .map(it -> it.at("Description").text())
                        .toList());
    }

    @Test
    void endpointsThatAreThereAreOpenedAndNotMadeAgain() {
        assertEquals(0, RESOURCES.of("AWS::EC2::VPCEndpoint").count());
        assertEquals(
                5,
                RESOURCES.properties("AWS::EC2::SecurityGroupIngress").stream()
                        .filter(it -> it.at("GroupId").text().equals("sg-0123456789abcdef9"))
                        .filter(it -> it.at("ToPort").text().equals("443"))
                        .count());
    }

    @Test
    void serversThatShareASecurityGroupAreOpenedOnce() {
        String snapshot = RESOURCES.one("AWS::EC2::SecurityGroup", "NightlyscoreboardSnapshotSecurityGroup");
        assertEquals(
                1,
                RESOURCES.properties("AWS::EC2::SecurityGroupIngress").stream()
                        .filter(it -> it.at("GroupId").text().equals("sg-0123456789abcdef0"))
                        .filter(it -> it.at("SourceSecurityGroupId").text().equals(snapshot + ".GroupId"))
                        .count());
    }

    @Test
    void linksAskForTheDatabaseWhereThereAreTwo() {
        assertFalse(RESOURCES
                .propertiesOf("AWS::Lambda::Function", "LinksSlackFunction")
                .at("Environment", "Variables")
                .has("NIGHTMASK_NAME"));
    }

    @Test
    void mailboxesAreToldToo() {
        assertTrue(RESOURCES.properties("AWS::SNS::Subscription").stream()
                .anyMatch(it -> it.at("Endpoint").text().equals("team@example.com")));
    }

    private static boolean may(String path, String action, String resource) {
        String role = RESOURCES.one("AWS::IAM::Role", path);
        return ACCESS.allowed(ACCESS.identity(role), new Request(role, action, resource, Map.of()));
    }
}
