package dev.nightmask.lambda.links;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightmask.failure.Defect;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.lambda.snapstart.Rehearsal;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.lambda.telemetry.Metric;
import dev.nightmask.lambda.telemetry.Metrics;
import dev.nightmask.snapshot.link.Grant;
import dev.nightmask.snapshot.link.HandOut.Asker;
import dev.nightmask.snapshot.link.Link;
import dev.nightmask.snapshot.link.LinkService;
import dev.nightmask.snapshot.link.Links;
import dev.nightmask.snapshot.link.Quota;
import dev.nightmask.snapshot.link.Wish;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.SnapshotName;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.publish.StoredJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Gives presigned URLs to developers whom AWS has authenticated. Who may call is for IAM to say; who called is on
/// record by ARN.
public final class PullHandler implements RequestStreamHandler {
    private final World world;
    private final Quota quota;
    private final Snapshots snapshots;
    private final Links links;
    private final Optional<SnapshotName> usual;

    /// Reads the environment; fails with everything that is wrong with it.
    public PullHandler() {
        this(Wiring.pull(System.getenv()));
        Rehearsal.beforePicture("pull", log -> Rehearsals.pull(System.getenv()));
    }

    PullHandler(Wiring wiring) {
        this.world = wiring.world();
        this.quota = wiring.quota();
        this.snapshots = new Snapshots(world.store());
        this.links = wiring.handingOut();
        this.usual = wiring.settings().name();
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Log log = world.log("pull", context.getAwsRequestId());
        HttpCall.read(in)
                .map(call -> answer(call, log))
                .orElseGet(() -> HttpAnswer.empty(400))
                .writeTo(out);
    }

    private HttpAnswer answer(HttpCall call, Log log) {
        try {
            Grant grant = grant(call, log);
            return HttpAnswer.json(200, new String(StoredJson.write(grant), StandardCharsets.UTF_8));
        } catch (NightmaskException e) {
            log.info(Line.of("link refused", e).with("caller", call.caller()).with("network", call.network()));
            log.write(Metrics.overall().put(Metric.LINKS_REFUSED, 1));
            return HttpAnswer.json(status(e.failure()), Map.of("code", LinkService.code(e.failure())));
        } catch (RuntimeException e) {
            log.error(Line.of("defect").with("trace", Defect.trace(e)));
            return HttpAnswer.empty(500);
        }
    }

    private Grant grant(HttpCall call, Log log) {
        if (call.caller().isEmpty()) { // Whoever made the function's URL has left it open to everybody.
            throw new NightmaskException(Failure.CALLER_REFUSED, new Place.Nowhere());
        }
        Wish wish = StoredJson.read(call.body(), Wish.class, new Place.Nowhere());
        Manifest snapshot = wish.in(snapshots, usual);
        quota.take("aws " + call.caller());
        Link link = links.make(snapshot, Links.MAX_LIFE, new Asker(call.caller(), call.network()));
        log.info(Line.of("link handed out")
                .with("link", link.handOut().id())
                .with("snapshot", snapshot.id().text())
                .with("caller", call.caller()));
        log.write(Metrics.overall().put(Metric.LINKS_ISSUED, 1));
        return Grant.of(snapshot, link);
    }

    private static int status(Failure failure) {
        return switch (failure) {
            case CALLER_REFUSED -> 403;
            case RATE_LIMITED -> 429;
            case SNAPSHOT_MISSING -> 404;
            case SNAPSHOT_ID, SNAPSHOT_NAME, SNAPSHOT_AMBIGUOUS, MANIFEST_FORMAT -> 400;
            default -> 503;
        };
    }
}
