package dev.nightmask.infra;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// Groups of log lines that end after a time, each of one function or task.
final class Logs {
    /// The days that CloudWatch Logs offers.
    static final Map<Integer, RetentionDays> LIFETIMES = new TreeMap<>(Map.ofEntries(
            Map.entry(1, RetentionDays.ONE_DAY),
            Map.entry(7, RetentionDays.ONE_WEEK),
            Map.entry(14, RetentionDays.TWO_WEEKS),
            Map.entry(30, RetentionDays.ONE_MONTH),
            Map.entry(60, RetentionDays.TWO_MONTHS),
            Map.entry(90, RetentionDays.THREE_MONTHS),
            Map.entry(180, RetentionDays.SIX_MONTHS),
            Map.entry(365, RetentionDays.ONE_YEAR),
            Map.entry(731, RetentionDays.TWO_YEARS)));

    private Logs() {}

    static LogGroup group(Construct scope, String id, int days) {
        return LogGroup.Builder.create(scope, id)
                .retention(LIFETIMES.getOrDefault(days, RetentionDays.THREE_MONTHS))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }
}
