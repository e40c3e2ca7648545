package dev.nightmask.infra;

import dev.nightmask.infra.Configuration.Server;
import dev.nightmask.infra.Configuration.Subnet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/// The private subnets that reach the databases, with endpoints in them for the services of AWS. What runs there
/// reaches its databases, these endpoints and S3, and nothing else: there is no way to the internet.
final class PrivateNetwork extends Construct {
    private static final Port HTTPS = Port.tcp(443);

    private final IVpc vpc;
    private final String s3PrefixList;
    private final Map<Endpoint, ISecurityGroup> endpoints = new EnumMap<>(Endpoint.class);

    /// @param s3Resources ARNs of the buckets that are reached through a gateway that is created here
    PrivateNetwork(Construct scope, String id, Configuration.Network network, List<String> s3Resources) {
        super(scope, id);
        this.vpc = Vpc.fromVpcAttributes(this, "Vpc", attributes(network));
        this.s3PrefixList = network.s3PrefixList();
        if (!network.present().contains(Endpoint.S3)) {
            gateway(s3Resources);
        }
        network.presentGroup().ifPresent(it -> {
            ISecurityGroup theirs = SecurityGroup.fromSecurityGroupId(this, "PresentEndpoints", it);
            network.present().forEach(endpoint -> endpoints.put(endpoint, theirs));
        });
        interfaces(network.present());
    }

    private static VpcAttributes attributes(Configuration.Network network) {
        return VpcAttributes.builder()
                .vpcId(network.vpc())
                .availabilityZones(each(network, Subnet::zone))
                .privateSubnetIds(each(network, Subnet::id))
                .privateSubnetRouteTableIds(each(network, Subnet::routeTable))
                .build();
    }

    private static List<String> each(Configuration.Network network, Function<Subnet, String> part) {
        return network.subnets().stream().map(part).toList();
    }

    /// A way to the buckets named and to the layers of images, and to nobody else's: stolen credentials of another
    /// account cannot carry rows away.
    private void gateway(List<String> resources) {
        GatewayVpcEndpoint gateway = GatewayVpcEndpoint.Builder.create(this, "S3")
                .vpc(vpc)
                .service(GatewayVpcEndpointAwsService.S3)
                .subnets(List.of(subnets()))
                .build();
        gateway.addToPolicy(own(List.of("s3:*"), resources));
        Stack stack = Stack.of(this);
        PolicyStatement layers = Statements.allow(
                List.of("s3:GetObject"),
                List.of("arn:" + stack.getPartition() + ":s3:::prod-" + stack.getRegion()
                        + "-starport-layer-bucket/*"));
        layers.addPrincipals(new AnyPrincipal());
        gateway.addToPolicy(layers);
    }

    private void interfaces(List<Endpoint> present) {
        List<Endpoint> missing = Stream.of(Endpoint.values())
                .filter(it -> it != Endpoint.S3 && !present.contains(it))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        SecurityGroup group = SecurityGroup.Builder.create(this, "Endpoints")
                .vpc(vpc)
                .description("Nightmask: endpoints of AWS services")
                .allowAllOutbound(false)
                .build();
        missing.forEach(it -> {
            InterfaceVpcEndpoint endpoint = InterfaceVpcEndpoint.Builder.create(this, it.name())
                    .vpc(vpc)
                    .service(it.awsService())
                    .subnets(subnets())
                    .securityGroups(List.of(group))
                    .privateDnsEnabled(true)
                    .open(false)
                    .build();
            endpoint.addToPolicy(own(List.of("*"), List.of("*")));
            endpoints.put(it, group);
        });
    }

    /// What the account's own identities may do through an endpoint; what each may do at all, its role says.
    private PolicyStatement own(List<String> actions, List<String> resources) {
        PolicyStatement own = Statements.allow(
                actions,
                resources,
                Map.of(
                        "StringEquals",
                        Map.of("aws:PrincipalAccount", Stack.of(this).getAccount())));
        own.addPrincipals(new AnyPrincipal());
        return own;
    }

    IVpc vpc() {
        return vpc;
    }

    SubnetSelection subnets() {
        return SubnetSelection.builder().subnets(vpc.getPrivateSubnets()).build();
    }

    List<String> subnetIds() {
        return vpc.getPrivateSubnets().stream().map(it -> it.getSubnetId()).toList();
    }

    /// A security group for what speaks to these servers, and opens theirs to it.
    SecurityGroup groupFor(Construct scope, String description, List<Server> servers) {
        SecurityGroup group = SecurityGroup.Builder.create(scope, "SecurityGroup")
                .vpc(vpc)
                .description(description)
                .allowAllOutbound(false)
                .build();
        servers.stream().distinct().forEach(server -> {
            ISecurityGroup theirs = imported(scope, server.group());
            group.getConnections().allowTo(theirs, Port.tcp(server.port()), "PostgreSQL");
        });
        endpoints.values().stream()
                .distinct()
                .forEach(endpoint -> group.getConnections().allowTo(endpoint, HTTPS, "services of AWS"));
        allowS3(group);
        return group;
    }

    /// Inside the group itself and not beside it as the other rules are: a group without a rule of its own is given
    /// one by EC2 that lets everything out.
    private void allowS3(SecurityGroup group) {
        if (group.getNode().getDefaultChild() instanceof CfnSecurityGroup resource) {
            resource.addPropertyOverride(
                    "SecurityGroupEgress",
                    List.of(Map.of(
                            "Description",
                            "S3",
                            "DestinationPrefixListId",
                            s3PrefixList,
                            "IpProtocol",
                            "tcp",
                            "FromPort",
                            443,
                            "ToPort",
                            443)));
        }
    }

    private static ISecurityGroup imported(Construct scope, String group) {
        return scope.getNode().tryFindChild(group) instanceof ISecurityGroup known
                ? known
                : SecurityGroup.fromSecurityGroupId(scope, group, group);
    }
}
