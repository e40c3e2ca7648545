package dev.nightmask.lambda.links;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.lambda.telemetry.Metric;
import dev.nightmask.lambda.telemetry.Metrics;
import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.link.LinkToken;
import dev.nightmask.snapshot.link.Links;
import dev.nightmask.snapshot.publish.Snapshots;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// Where a link leads. GET and HEAD show a page and change nothing, for Slack, mail scanners and browsers look at links
/// before people do; POST redeems.
record BrokerDoor(Links links, Snapshots snapshots, Pages pages, Clock clock) {
    /// Every link's path begins so.
    static final String PATH = "/g/";

    HttpAnswer answer(HttpCall call, Log log) {
        Optional<LinkToken> token = LinkToken.parse(call.path().substring(PATH.length()));
        return switch (call.method()) {
            case "GET" -> page(token);
            case "HEAD" -> page(token).head();
            case "POST" -> token.map(known -> redeem(known, call, log)).orElseGet(() -> closed(Failure.LINK_UNKNOWN));
            default -> new HttpAnswer(405, Map.of("allow", "GET, HEAD, POST"), "");
        };
    }

    private HttpAnswer page(Optional<LinkToken> token) {
        Optional<HandOut> handOut = token.flatMap(links::look);
        if (handOut.isEmpty()) {
            return closed(Failure.LINK_UNKNOWN);
        }
        return switch (handOut.get().state(clock.instant())) {
            case OPEN -> open(handOut.get());
            case REDEEMED -> closed(Failure.LINK_SPENT);
            case REVOKED -> closed(Failure.LINK_REVOKED);
            case EXPIRED -> closed(Failure.LINK_EXPIRED);
        };
    }

    private HttpAnswer open(HandOut handOut) {
        try {
            return pages.open(handOut, snapshots.find(handOut.snapshot()));
        } catch (NightmaskException e) {
            return verdict(e);
        }
    }

    private HttpAnswer redeem(LinkToken token, HttpCall call, Log log) {
        try {
            String url = links.redeem(token, call.network()).reveal().toString();
            log.info(Line.of("link redeemed").with("link", token.id()).with("network", call.network()));
            log.write(Metrics.overall().put(Metric.LINKS_REDEEMED, 1));
            return new HttpAnswer(303, Map.of("location", url), "");
        } catch (NightmaskException e) {
            HttpAnswer verdict = verdict(e);
            log.info(Line.of("link refused", e).with("link", token.id()).with("network", call.network()));
            log.write(Metrics.overall().put(Metric.LINKS_REFUSED, 1));
            return verdict;
        }
    }

    /// What is wrong with the link; what is wrong with us goes on.
    private HttpAnswer verdict(NightmaskException e) {
        return switch (e.failure()) {
            case LINK_SPENT, LINK_EXPIRED, LINK_REVOKED, LINK_UNKNOWN, SNAPSHOT_MISSING -> closed(e.failure());
            default -> throw e;
        };
    }

    /// The command line reads the header, people the page.
    private HttpAnswer closed(Failure failure) {
        return pages.closed(failure).with("nightmask-failure", failure.name());
    }
}
