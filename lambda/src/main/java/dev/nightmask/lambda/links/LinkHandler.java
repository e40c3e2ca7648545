package dev.nightmask.lambda.links;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightmask.failure.Defect;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.lambda.snapstart.Rehearsal;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The public endpoint: `POST /slack` for Slack, `/g/TOKEN` for who has a link. Anything else is not there.
public final class LinkHandler implements RequestStreamHandler {
    private final World world;
    private final SlackDoor slack;
    private final BrokerDoor broker;

    /// Reads the environment; fails with everything that is wrong with it.
    public LinkHandler() {
        this(Wiring.links(System.getenv()));
        Rehearsal.beforePicture("links", log -> Rehearsals.links(System.getenv(), log));
    }

    LinkHandler(Wiring wiring) {
        this.world = wiring.world();
        this.slack = wiring.slackDoor();
        this.broker = wiring.brokerDoor();
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        answer(in, world.log("links", context.getAwsRequestId())).writeTo(out);
    }

    HttpAnswer answer(InputStream event, Log log) throws IOException {
        return HttpCall.read(event).map(call -> answer(call, log)).orElseGet(() -> HttpAnswer.empty(400));
    }

    private HttpAnswer answer(HttpCall call, Log log) {
        try {
            if (call.path().startsWith(BrokerDoor.PATH)) {
                return broker.answer(call, log);
            }
            return call.path().equals("/slack") && call.method().equals("POST")
                    ? slack.answer(call, log)
                    : HttpAnswer.empty(404);
        } catch (NightmaskException e) {
            log.error(Line.of("request failed", e));
            return HttpAnswer.text(503, "Out of order. Try again in a moment.\n");
        } catch (RuntimeException e) {
            log.error(Line.of("defect").with("trace", Defect.trace(e)));
            return HttpAnswer.empty(500);
        }
    }
}
