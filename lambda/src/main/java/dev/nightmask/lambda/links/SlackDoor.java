package dev.nightmask.lambda.links;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.lambda.telemetry.Metric;
import dev.nightmask.lambda.telemetry.Metrics;
import dev.nightmask.snapshot.archive.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where Slack knocks. Whoever is not Slack is turned away without a word why. Slack gives up after three seconds, so
/// what is genuine, new and allowed is only acknowledged here, and answered by somebody else.
record SlackDoor(SlackSignature signature, SeenRequests seen, AllowList allowed, Dispatch dispatch) {

    HttpAnswer answer(HttpCall call, Log log) {
        Optional<String> signed = signature.of(call);
        if (signed.isEmpty()) {
            return turnedAway(log, "signature");
        }
        String id = Sha256.hexOf(signed.get().getBytes(StandardCharsets.US_ASCII));
        if (!seen.isFirst(id)) {
            return turnedAway(log, "replay");
        }
        return SlackRequest.read(call.body())
                .map(request -> switch (request) {
                    case SlackRequest.Told told -> HttpAnswer.empty(200);
                    case SlackRequest.Asked asked ->
                        asked(
                                asked,
                                new Order(id, asked.member(), asked.text(), call.domain(), asked.responseUrl()),
                                log);
                })
                .orElseGet(() -> HttpAnswer.empty(400));
    }

    /// Slack shows what comes with a 200, and to nobody but the one who asked.
    private HttpAnswer asked(SlackRequest.Asked asked, Order order, Log log) {
        if (!allowed.allows(asked.member())) {
            log.info(Line.of("link refused")
                    .with("reason", "not allowed")
                    .with("user", asked.member().key()));
            log.write(Metrics.overall().put(Metric.LINKS_REFUSED, 1));
            return HttpAnswer.json(200, Messages.notAllowed());
        }
        try {
            dispatch.send(order);
        } catch (NightmaskException e) {
            log.error(Line.of("order not passed on", e));
            return HttpAnswer.json(200, Messages.text("That did not work. Please ask again."));
        }
        return HttpAnswer.empty(200);
    }

    private static HttpAnswer turnedAway(Log log, String reason) {
        log.info(Line.of("request refused").with("reason", reason));
        log.write(Metrics.overall().put(Metric.LINKS_REFUSED, 1));
        return HttpAnswer.empty(401);
    }
}
