package dev.nightmask.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// Roles of functions and tasks: each of one alone, each with a statement for all it does and no managed policy.
final class Identity {
    private static final List<String> INTERFACES = List.of(
            "ec2:CreateNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:DeleteNetworkInterface",
            "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses");

    private Identity() {}

    static Role ofFunction(Construct scope, String description, LogGroup logs) {
        Role role = role(scope, description, "lambda.amazonaws.com");
        role.addToPolicy(
                Statements.allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(logs.getLogGroupArn())));
        return role;
    }

    static Role ofTask(Construct scope, String description) {
        return role(scope, description, "ecs-tasks.amazonaws.com");
    }

    private static Role role(Construct scope, String description, String service) {
        return Role.Builder.create(scope, "Role")
                .description("Nightmask: " + description)
                .assumedBy(new ServicePrincipal(service))
                .build();
    }

    static void grant(Role role, List<PolicyStatement> statements) {
        statements.forEach(role::addToPolicy);
    }

    /// Lets Lambda put a function into the network. Lambda acts with the function's role and checks these permissions
    /// for every resource; the second statement takes them from the function's own code.
    static void putIntoNetwork(Role role) {
        Stack stack = Stack.of(role);
        role.addToPolicy(Statements.allow(INTERFACES, List.of("*")));
        role.addToPolicy(Statements.deny(
                INTERFACES,
                List.of("*"),
                Map.of("ArnLike", Map.of("lambda:SourceFunctionArn", Statements.arn(stack, "lambda", "function:*")))));
    }
}
