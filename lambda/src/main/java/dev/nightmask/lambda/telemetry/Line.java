package dev.nightmask.lambda.telemetry;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One line of a log in the making: an event and its fields. A field is a name, a number or a list of names; there is
/// no way to give it the message of somebody else's exception.
public final class Line {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Line() {}

    /// @param event what happened, for example `snapshot published`
    public static Line of(String event) {
        Line line = new Line();
        line.fields.put("event", event);
        return line;
    }

    /// What failed: the names of the failures with their places, and the first one's remedy.
    public static Line of(String event, NightmaskException failed) {
        List<String> problems =
                failed.problems().stream().map(Problem::sentence).toList();
        return of(event)
                .with("failure", failed.failure().name())
                .with("problems", problems)
                .with("remedy", failed.failure().remedy());
    }

    public Line with(String field, String name) {
        return put(field, name);
    }

    public Line with(String field, long number) {
        return put(field, number);
    }

    public Line with(String field, List<String> names) {
        return put(field, List.copyOf(names));
    }

    /// In seconds, with three decimals.
    public Line with(String field, Duration duration) {
        return put(field, duration.toMillis() / 1_000.0);
    }

    Map<String, Object> fields() {
        return fields;
    }

    private Line put(String field, Object value) {
        fields.put(field, value);
        return this;
    }
}
