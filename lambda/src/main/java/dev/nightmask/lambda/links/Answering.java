package dev.nightmask.lambda.links;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.lambda.slack.SlackApi;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.lambda.telemetry.Metric;
import dev.nightmask.lambda.telemetry.Metrics;
import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.publish.SnapshotName;
import dev.nightmask.snapshot.publish.Snapshots;
import java.util.Map;
import java.util.Optional;

/// Answers what was acknowledged. A link that could not be delivered is revoked.
///
/// @param usual the database that is meant when none is named
record Answering(
        MemberCheck members,
        Snapshots snapshots,
        LinkDesk desk,
        SlackApi slack,
        Messages messages,
        Optional<SnapshotName> usual) {

    void answer(Order order, Log log) {
        Reply reply = reply(order, log);
        try {
            slack.respond(order.responseUrl(), reply.message());
        } catch (NightmaskException e) {
            reply.handOut().ifPresent(desk::takeBack);
            log.error(Line.of("answer not delivered", e));
        }
    }

    private Reply reply(Order order, Log log) {
        try {
            if (!members.isFull(order.member())) {
                throw new NightmaskException(Failure.CALLER_REFUSED, new Place.Nowhere());
            }
            return switch (Choice.of(order.text(), snapshots.list(), usual)) {
                case Choice.Help help -> Reply.of(Messages.help(help.understood()));
                case Choice.None none -> Reply.of(Messages.none());
                case Choice.Several several -> Reply.of(messages.several(several.snapshots()));
                case Choice.Databases databases -> Reply.of(messages.databases(databases.latest()));
                case Choice.One one -> link(order, one, log);
            };
        } catch (NightmaskException e) {
            log.info(Line.of("link refused", e).with("user", order.member().key()));
            log.write(Metrics.overall().put(Metric.LINKS_REFUSED, 1));
            return Reply.of(Messages.refused(e.failure()));
        }
    }

    private Reply link(Order order, Choice.One one, Log log) {
        LinkDesk.Given given = desk.give(order.member(), one.snapshot(), order.domain());
        log.info(Line.of("link handed out")
                .with("link", given.handOut().id())
                .with("snapshot", one.snapshot().id().text())
                .with("user", order.member().key()));
        log.write(Metrics.overall().put(Metric.LINKS_ISSUED, 1));
        return new Reply(
                messages.link(one.snapshot(), given.handOut(), given.url(), one.earlier()),
                Optional.of(given.handOut()));
    }

    private record Reply(Map<String, Object> message, Optional<HandOut> handOut) {
        static Reply of(Map<String, Object> message) {
            return new Reply(message, Optional.empty());
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
