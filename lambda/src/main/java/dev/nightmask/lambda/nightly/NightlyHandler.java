package dev.nightmask.lambda.nightly;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.lambda.Deadline;
import dev.nightmask.lambda.aws.Cloud;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.snapshot.OrderlyStop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The function that EventBridge Scheduler starts every night, with `{"night": "2026-11-21T02:00:00Z"}`: the moment for
/// which it was scheduled, the same however often the event is delivered.
public final class NightlyHandler implements RequestStreamHandler {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Cloud cloud;
    private final NightlySettings settings;

    /// @throws NightmaskException with every setting that is missing or wrong
    public NightlyHandler() {
        this(Cloud.ofProcess());
    }

    NightlyHandler(Cloud cloud) {
        this.cloud = cloud;
        this.settings = NightlySettings.read(cloud.environment());
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Instant scheduled = scheduled(event);
        Log log = new Log(cloud.out(), cloud.clock(), "nightly", context.getAwsRequestId());
        Deadline deadline = Deadline.of(context, cloud.clock());
        OrderlyStop stop = OrderlyStop.install(Thread.currentThread());
        try {
            Outcome outcome = new Nightly(settings, cloud, log, stop).run(scheduled, deadline);
            answer.write(JSON.writeValueAsBytes(outcome.json()));
        } finally {
            boolean unused = stop.remove();
        }
    }

    private static Instant scheduled(InputStream event) {
        try {
            JsonNode night = JSON.readTree(event).path("night");
            return Instant.parse(night.asString(""));
        } catch (JacksonException | DateTimeException e) {
            throw new NightmaskException(Failure.SETTING_VALUE, new Place.Setting("night"));
        }
    }
}
