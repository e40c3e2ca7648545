package dev.nightmask.infra;

import dev.nightmask.infra.Configuration.Database;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.constructs.Construct;

/// The dashboard: all alarms, then a row for each database, then the links.
final class Overview extends Construct {
    private static final Duration DAY = Duration.days(1);
    private static final int WIDTH = 8;

    Overview(Construct scope, String id, Configuration configuration, List<Alarm> alarms) {
        super(scope, id);
        Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(configuration.stack())
                .defaultInterval(Duration.days(14))
                .build();
        dashboard.addWidgets(AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .width(3 * WIDTH)
                .alarms(alarms)
                .build());
        configuration.databases().forEach(it -> dashboard.addWidgets(row(it)));
        dashboard.addWidgets(
                links("Links in an hour", "LinksIssued", "LinksRedeemed"),
                links("Requests refused in an hour", "LinksRefused"));
    }

    private static IWidget[] row(Database database) {
        String name = database.name();
        List<Metric> outcomes = Stream.of(
                        "SnapshotsPublished", "SnapshotFailures", "RefreshesDone", "RefreshFailures", "GuardRefusals")
                .map(it -> Measure.of(it, name, "Sum", DAY))
                .toList();
        return new IWidget[] {
            graph(name + ": done and failed", outcomes, List.of()),
            graph(name + ": seconds and memory", largest("RunSeconds", name), largest("PeakMemoryBytes", name)),
            graph(name + ": rows and bytes", largest("SnapshotRows", name), largest("SnapshotBytes", name)),
        };
    }

    private static List<Metric> largest(String metric, String database) {
        return List.of(Measure.of(metric, database, "Maximum", DAY));
    }

    private static GraphWidget links(String title, String... names) {
        List<Metric> metrics = Stream.of(names)
                .map(it -> Measure.of(it, "Sum", Duration.hours(1)))
                .toList();
        return graph(title, metrics, List.of());
    }

    private static GraphWidget graph(String title, List<Metric> left, List<Metric> right) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(WIDTH)
                .left(left)
                .right(right)
                .build();
    }
}
