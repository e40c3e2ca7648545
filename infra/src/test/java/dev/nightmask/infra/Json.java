package dev.nightmask.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A piece of a template, with the functions of CloudFormation carried out where [#resolved(Names)] was asked for.
record Json(@Nullable Object value) {

    boolean has(String key) {
        return value instanceof Map<?, ?> map && map.containsKey(key);
    }

    /// What is under a path of keys; a null where there is nothing.
    Json at(String... keys) {
        Object found = value;
        for (String key : keys) {
            found = found instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return new Json(found);
    }

    /// The items of a list; a single thing counts as a list of itself, as it does in a policy.
    Stream<Json> items() {
        return switch (value) {
            case null -> Stream.of();
            case List<?> list -> list.stream().map(Json::new);
            default -> Stream.of(this);
        };
    }

    Stream<Entry> entries() {
        return value instanceof Map<?, ?> map
                ? map.entrySet().stream().map(it -> new Entry(Objects.toString(it.getKey()), new Json(it.getValue())))
                : Stream.of();
    }

    List<String> texts() {
        return items().map(Json::text).toList();
    }

    /// A number or a text as it is written; whole numbers without a point.
    String text() {
        return value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())
                ? Long.toString(number.longValue())
                : Objects.toString(value, "");
    }

    /// This with references to resources replaced by names of them.
    Json resolved(Names names) {
        if (value instanceof List<?> list) {
            return new Json(list.stream()
                    .map(it -> Optional.ofNullable(new Json(it).resolved(names).value())
                            .orElse(""))
                    .toList());
        }
        if (!(value instanceof Map<?, ?> map)) {
            return this;
        }
        if (map.size() == 1 && has("Ref")) {
            return new Json(names.ref(at("Ref").text()));
        }
        if (map.size() == 1 && has("Fn::GetAtt")) {
            List<String> parts = at("Fn::GetAtt").texts();
            return new Json(names.attribute(parts.getFirst(), parts.getLast()));
        }
        if (map.size() == 1 && has("Fn::Join")) {
            List<?> join = (List<?>) Objects.requireNonNull(at("Fn::Join").value());
            return new Json(String.join(
                    Objects.toString(join.getFirst()),
                    new Json(join.getLast()).resolved(names).texts()));
        }
        return new Json(entries()
                .collect(Collectors.toMap(
                        Entry::key,
                        it -> Optional.ofNullable(it.value().resolved(names).value())
                                .orElse(""))));
    }

    record Entry(String key, Json value) {}

    /// What CloudFormation would put in the place of a reference.
    interface Names {
        String ref(String logicalId);

        String attribute(String logicalId, String attribute);
    }
}
