package dev.nightmask.infra;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Statements of IAM, evaluated as IAM does as far as the stack's policies go: what they use beyond that is an error,
/// never passed over.
record Policy(List<Statement> statements) {
    Policy {
        statements = List.copyOf(statements);
    }

    static final Policy NONE = new Policy(List.of());

    /// @param principals ARNs or `*`; none in a policy of an identity
    record Statement(
            boolean allow,
            List<String> principals,
            List<String> actions,
            List<String> resources,
            List<Condition> conditions) {}

    record Condition(String operator, String key, List<String> values) {}

    /// @param context what is known of the request by the condition keys of AWS
    record Request(String principal, String action, String resource, Map<String, String> context) {}

    static Policy of(Json document) {
        document.entries().map(Json.Entry::key).forEach(key -> known(key, "Statement", "Version"));
        return new Policy(
                document.at("Statement").items().map(Policy::statement).toList());
    }

    private static Statement statement(Json json) {
        json.entries()
                .map(Json.Entry::key)
                .forEach(key -> known(key, "Sid", "Effect", "Principal", "Action", "Resource", "Condition"));
        json.at("Principal").entries().map(Json.Entry::key).forEach(key -> known(key, "AWS", "Service"));
        return new Statement(
                json.at("Effect").text().equals("Allow"),
                Stream.of("AWS", "Service")
                        .flatMap(it -> json.at("Principal", it).texts().stream())
                        .toList(),
                json.at("Action").texts(),
                json.at("Resource").texts(),
                json.at("Condition").entries().flatMap(Policy::conditions).toList());
    }

    private static Stream<Condition> conditions(Json.Entry operator) {
        return operator.value()
                .entries()
                .map(it -> new Condition(operator.key(), it.key(), it.value().texts()));
    }

    private static void known(String key, String... keys) {
        if (!List.of(keys).contains(key)) {
            throw new IllegalArgumentException("this evaluator does not know " + key);
        }
    }

    Policy and(Policy other) {
        return new Policy(
                Stream.concat(statements.stream(), other.statements.stream()).toList());
    }

    boolean allows(Request request) {
        return statements.stream().anyMatch(it -> it.allow() && applies(it, request));
    }

    boolean denies(Request request) {
        return statements.stream().anyMatch(it -> !it.allow() && applies(it, request));
    }

    private static boolean applies(Statement statement, Request request) {
        return (statement.principals().isEmpty()
                        || statement.principals().contains("*")
                        || statement.principals().contains(request.principal()))
                && statement.actions().stream().anyMatch(it -> like(it, request.action(), Pattern.CASE_INSENSITIVE))
                && statement.resources().stream().anyMatch(it -> like(it, request.resource(), 0))
                && statement.conditions().stream().allMatch(it -> holds(it, request.context()));
    }

    /// A key that the request does not have makes these conditions false.
    private static boolean holds(Condition condition, Map<String, String> context) {
        String actual = context.get(condition.key());
        return actual != null && condition.values().stream().anyMatch(it -> holds(condition.operator(), actual, it));
    }

    private static boolean holds(String operator, String actual, String value) {
        return switch (operator) {
            case "StringEquals", "ArnEquals" -> actual.equals(value);
            case "StringLike", "ArnLike" -> like(value, actual, 0);
            case "Bool" -> actual.equalsIgnoreCase(value);
            case "NumericGreaterThan" -> Double.parseDouble(actual) > Double.parseDouble(value);
            case "NumericLessThan" -> Double.parseDouble(actual) < Double.parseDouble(value);
            default -> throw new IllegalArgumentException("this evaluator does not know " + operator);
        };
    }

    private static boolean like(String pattern, String text, int flags) {
        String expression = pattern.chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
        return Pattern.compile(expression, flags | Pattern.DOTALL).matcher(text).matches();
    }
}
