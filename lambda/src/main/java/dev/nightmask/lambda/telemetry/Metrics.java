package dev.nightmask.lambda.telemetry;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measurements of one moment, all with the same dimensions. Used by one thread.
///
/// Source: Amazon CloudWatch User Guide, "Specification: Embedded metric format".
public final class Metrics {
    /// Under which CloudWatch shows them.
    public static final String NAMESPACE = "Nightmask";

    private final Map<String, String> dimensions;
    private final Map<Metric, Double> values = new EnumMap<>(Metric.class);

    private Metrics(Map<String, String> dimensions) {
        this.dimensions = dimensions;
    }

    /// Without dimensions.
    public static Metrics overall() {
        return new Metrics(Map.of());
    }

    /// Of one database, by its name in the store.
    public static Metrics of(String database) {
        return new Metrics(Map.of("Database", database));
    }

    /// Of one stage of a run.
    public static Metrics of(String database, String stage) {
        Map<String, String> both = new LinkedHashMap<>();
        both.put("Database", database);
        both.put("Stage", stage);
        return new Metrics(both);
    }

    public Metrics put(Metric metric, long count) {
        return put(metric, (double) count);
    }

    public Metrics put(Metric metric, double value) {
        values.put(metric, value);
        return this;
    }

    Map<String, Object> embedded(long epochMillis) {
        List<Map<String, String>> definitions = values.keySet().stream()
                .map(metric -> Map.of("Name", metric.text(), "Unit", metric.unit()))
                .toList();
        Map<String, Object> directive = Map.of(
                "Namespace",
                NAMESPACE,
                "Dimensions",
                List.of(List.copyOf(dimensions.keySet())),
                "Metrics",
                definitions);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("_aws", Map.of("Timestamp", epochMillis, "CloudWatchMetrics", List.of(directive)));
        fields.putAll(dimensions);
        values.forEach((metric, value) -> fields.put(metric.text(), value));
        return fields;
    }
}
