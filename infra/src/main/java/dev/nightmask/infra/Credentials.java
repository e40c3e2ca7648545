package dev.nightmask.infra;

import dev.nightmask.infra.Configuration.Login;
import dev.nightmask.infra.Configuration.Password;
import dev.nightmask.infra.Configuration.Token;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// What a role needs to log in to PostgreSQL, and how another role is kept from it.
record Credentials(Login login) {

    /// To log in as the users configured and as nobody else.
    List<PolicyStatement> use(Stack stack) {
        return switch (login) {
            case Token token ->
                List.of(Statements.allow(
                        List.of("rds-db:connect"),
                        token.users().stream()
                                .map(it -> user(stack, it.resource(), it.user()))
                                .toList()));
            case Password password -> new HeldSecret(password.secret()).read(stack);
        };
    }

    /// Never to log in there, as whomever, whatever else the role may be given.
    PolicyStatement keepFrom(Stack stack) {
        return switch (login) {
            case Token token ->
                Statements.deny(
                        List.of("rds-db:connect"),
                        token.users().stream()
                                .map(it -> user(stack, it.resource(), "*"))
                                .distinct()
                                .toList());
            case Password password ->
                Statements.deny(List.of("secretsmanager:GetSecretValue"), List.of(password.secret()));
        };
    }

    /// The setting of a function that logs in so.
    Map<String, String> environment() {
        return switch (login) {
            case Token token -> Map.of();
            case Password password -> Map.of("NIGHTMASK_DATABASE_SECRET", password.secret());
        };
    }

    private static String user(Stack stack, String resource, String user) {
        return Statements.arn(stack, "rds-db", "dbuser:" + resource + "/" + user);
    }
}
