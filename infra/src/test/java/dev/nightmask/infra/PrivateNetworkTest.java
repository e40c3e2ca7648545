package dev.nightmask.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrivateNetworkTest {
    private static final Resources RESOURCES =
            new Resources(Synthesized.example().json());
    private static final String SOURCE = "sg-0123456789abcdef0";
    private static final String REPLICA = "sg-0123456789abcdef1";
    private static final String STAGING = "sg-0123456789abcdef2";
    private static final String S3 = "pl-01234567";
    private static final String ENDPOINTS =
            RESOURCES.one("AWS::EC2::SecurityGroup", "FoundationNetworkEndpoints") + ".GroupId";

    @Test
    void nothingLetsOutToTheInternet() {
        assertEquals(4, RESOURCES.of("AWS::EC2::SecurityGroup").count());
        RESOURCES.of("AWS::EC2::SecurityGroup").forEach(group -> {
            List<Json> inside = group.value()
                    .at("Properties", "SecurityGroupEgress")
                    .items()
                    .toList();
            assertFalse(inside.isEmpty(), group.key() + " would be given a rule that lets everything out");
            inside.forEach(PrivateNetworkTest::assertLeadsToNoAddress);
        });
        RESOURCES.properties("AWS::EC2::SecurityGroupEgress").forEach(PrivateNetworkTest::assertLeadsToNoAddress);
    }

    /// But for the one that the CDK writes to say that nothing goes out.
    private static void assertLeadsToNoAddress(Json rule) {
        assertFalse(rule.has("CidrIpv6"), rule.toString());
        assertTrue(!rule.has("CidrIp") || rule.at("CidrIp").text().equals("255.255.255.255/32"), rule.toString());
    }

    @Test
    void snapshotReachesItsDatabasesTheEndpointsAndS3() {
        Set<String> expected = Set.of(SOURCE + ":5432", REPLICA + ":5432", ENDPOINTS + ":443", S3 + ":443");
        assertEquals(expected, reachedFrom("NightlyscoreboardSnapshotSecurityGroup"));
        assertEquals(expected, reachedFrom("NightlyscoreboardTaskSecurityGroup"));
    }

    @Test
    void refreshReachesStagingAndNotProduction() {
        assertEquals(
                Set.of(STAGING + ":5432", ENDPOINTS + ":443", S3 + ":443"),
                reachedFrom("RefreshscoreboardRestoreSecurityGroup"));
    }

    private static Set<String> reachedFrom(String path) {
        String group = RESOURCES.one("AWS::EC2::SecurityGroup", path);
        Stream<Json> inside = RESOURCES
                .of("AWS::EC2::SecurityGroup")
                .filter(it -> it.key().equals(group))
                .flatMap(
                        it -> it.value().at("Properties", "SecurityGroupEgress").items());
        Stream<Json> beside = RESOURCES.properties("AWS::EC2::SecurityGroupEgress").stream()
                .filter(it -> it.at("GroupId").text().equals(group + ".GroupId"));
        return Stream.concat(inside, beside)
                .map(it -> it.at("DestinationSecurityGroupId").text()
                        + it.at("DestinationPrefixListId").text()
                        + ":" + it.at("ToPort").text())
                .collect(Collectors.toSet());
    }

    @Test
    void everyServiceHasAnEndpointOfTheVpc() {
        Set<String> services = RESOURCES.properties("AWS::EC2::VPCEndpoint").stream()
                .map(it -> it.at("ServiceName").text().replace("com.amazonaws.eu-north-1.", ""))
                .collect(Collectors.toSet());
        assertEquals(Set.copyOf(Endpoint.services()), services);
    }

    @Test
    void endpointsOpenToTheFunctionsAloneAndServeThisAccountAlone() {
        RESOURCES.properties("AWS::EC2::VPCEndpoint").forEach(endpoint -> {
            List<Json> statements =
                    endpoint.at("PolicyDocument", "Statement").items().toList();
            assertEquals(
                    "111122223333",
                    statements
                            .getFirst()
                            .at("Condition", "StringEquals", "aws:PrincipalAccount")
                            .text());
            boolean gateway = endpoint.at("VpcEndpointType").text().equals("Gateway");
            assertEquals(gateway ? 2 : 1, statements.size());
            assertEquals(gateway ? "" : "true", endpoint.at("PrivateDnsEnabled").text());
        });
        assertEquals(
                3,
                RESOURCES.properties("AWS::EC2::SecurityGroupIngress").stream()
                        .filter(it -> it.at("GroupId").text().equals(ENDPOINTS))
                        .count());
    }

    /// Rows that were read must not be carried to a bucket of somebody else, by whatever credentials.
    @Test
    void gatewayToS3LetsThroughToOurBucketAndTheLayersOfImages() {
        String bucket = RESOURCES.arn("AWS::S3::Bucket", "FoundationSnapshotsBucket");
        List<String> reached = RESOURCES.properties("AWS::EC2::VPCEndpoint").stream()
                .filter(it -> it.at("VpcEndpointType").text().equals("Gateway"))
                .flatMap(it -> it.at("PolicyDocument", "Statement").items())
                .flatMap(it -> it.at("Resource").texts().stream())
                .toList();
        assertEquals(List.of(bucket, bucket + "/*", "arn:aws:s3:::prod-eu-north-1-starport-layer-bucket/*"), reached);
    }

    @Test
    void functionsWithRowsRunInThePrivateSubnetsAndTheOthersOutside() {
        List<Json> inside = RESOURCES.properties("AWS::Lambda::Function").stream()
                .filter(it -> it.has("VpcConfig"))
                .toList();
        assertEquals(
                Set.of("Image"),
                inside.stream().map(it -> it.at("PackageType").text()).collect(Collectors.toSet()));
        inside.forEach(it -> assertEquals(
                List.of("subnet-0123456789abcdef0", "subnet-0123456789abcdef1"),
                it.at("VpcConfig", "SubnetIds").texts()));
    }
}
