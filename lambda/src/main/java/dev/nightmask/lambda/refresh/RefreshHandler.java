package dev.nightmask.lambda.refresh;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightmask.failure.Defect;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.lambda.Deadline;
import dev.nightmask.lambda.aws.Bus;
import dev.nightmask.lambda.aws.Cloud;
import dev.nightmask.lambda.aws.News;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.snapshot.OrderlyStop;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.Undisturbed;
import dev.nightmask.snapshot.restore.RestoreResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The function that the event `Snapshot published` starts.
public final class RefreshHandler implements RequestStreamHandler {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Cloud cloud;
    private final RefreshSettings settings;

    /// Reads the environment; fails with everything that is wrong with it.
    public RefreshHandler() {
        this(Cloud.ofProcess());
    }

    RefreshHandler(Cloud cloud) {
        this.cloud = cloud;
        this.settings = RefreshSettings.read(cloud.environment());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Deadline deadline = Deadline.of(context, cloud.clock());
        Log log = new Log(cloud.out(), cloud.clock(), "refresh", context.getAwsRequestId());
        Optional<SnapshotId> published = published(in);
        if (published.isEmpty()) {
            log.info(Line.of("of another database"));
            return;
        }
        SnapshotId id = published.get();
        RefreshReport report =
                new RefreshReport(new News(settings.name(), new Bus(cloud.aws(), settings.bus()), log), id);
        OrderlyStop stop = OrderlyStop.install(Thread.currentThread());
        try {
            Optional<RestoreResult> result = new StagingRefresh(settings, cloud, log).run(id, deadline);
            Undisturbed.run(() -> result.ifPresentOrElse(report::done, report::known));
            String outcome = result.isPresent() ? "refreshed" : "already restored";
            out.write(JSON.writeValueAsBytes(Map.of("outcome", outcome, "snapshot", id.text())));
        } catch (RuntimeException | Error e) {
            NightmaskException failed = stop.getAsBoolean()
                    ? new NightmaskException(Failure.INTERRUPTED, new Place.Nowhere())
                    : Defect.of(e);
            if (failed.failure() == Failure.INTERNAL) {
                log.error(Line.of("defect").with("trace", Defect.trace(e)));
            }
            Undisturbed.run(() -> report.failed(failed));
            throw failed;
        } finally {
            boolean unused = stop.remove();
        }
    }

    /// The snapshot that an event is about; empty when it is of a database that is not ours.
    private Optional<SnapshotId> published(InputStream in) {
        try {
            JsonNode detail = JSON.readTree(in).path("detail");
            return detail.path("name").stringValue("").equals(settings.name().text())
                    ? Optional.of(SnapshotId.parse(detail.path("snapshot").stringValue("")))
                    : Optional.empty();
        } catch (JacksonException e) {
            throw new NightmaskException(Failure.SETTING_VALUE, new Place.Setting("event")); // It quotes the event.
        }
    }
}
