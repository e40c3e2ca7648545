package dev.nightmask.infra;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/// The metrics that the functions write with their log lines, and how those of AWS are read.
final class Measure {
    private static final String NAMESPACE = "Nightmask";

    private Measure() {}

    /// Of one database.
    static Metric of(String name, String database, String statistic, Duration period) {
        return metric(name, Map.of("Database", database), statistic, period);
    }

    /// Of links, which belong to no database.
    static Metric of(String name, String statistic, Duration period) {
        return metric(name, Map.of(), statistic, period);
    }

    /// How a metric of AWS's own is summed up.
    static MetricOptions by(String statistic, Duration period) {
        return MetricOptions.builder().statistic(statistic).period(period).build();
    }

    private static Metric metric(String name, Map<String, String> dimensions, String statistic, Duration period) {
        return Metric.Builder.create()
                .namespace(NAMESPACE)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(period)
                .build();
    }
}
