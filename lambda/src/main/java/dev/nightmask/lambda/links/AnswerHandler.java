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

/// Answers what [LinkHandler] has acknowledged, through the response URL. An event that Lambda delivers twice is
/// answered once.
public final class AnswerHandler implements RequestStreamHandler {
    private final World world;
    private final SeenRequests seen;
    private final Answering answering;

    /// Reads the environment; fails with everything that is wrong with it.
    public AnswerHandler() {
        this(Wiring.answer(System.getenv()));
        Rehearsal.beforePicture("answer", log -> Rehearsals.answer(System.getenv()));
    }

    AnswerHandler(Wiring wiring) {
        this.world = wiring.world();
        this.seen = wiring.seen();
        this.answering = wiring.answering();
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Log log = world.log("answer", context.getAwsRequestId());
        try {
            answer(Order.read(in), log);
        } catch (NightmaskException e) {
            log.error(Line.of("order not answered", e));
        } catch (RuntimeException e) {
            log.error(Line.of("defect").with("trace", Defect.trace(e)));
        }
    }

    private void answer(Order order, Log log) {
        if (seen.isFirst(order.id() + "-answered")) {
            answering.answer(order, log);
        } else {
            log.info(Line.of("answered already"));
        }
    }
}
