package dev.nightmask.snapshot.link;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.SnapshotName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The record of one link that was handed out: who asked for which snapshot, when, from where, and what became of
/// it. It holds nothing by which anybody could download.
///
/// @param format version of this layout, [#FORMAT]
/// @param id the SHA-256 of the token of a broker link, otherwise random: 64 hex digits
/// @param expiresAt when no download can begin any more
/// @param steps what happened since, oldest first
public record HandOut(
        int format,
        String id,
        Kind kind,
        SnapshotId snapshot,
        SnapshotName name,
        Asker asker,
        Instant askedAt,
        Instant expiresAt,
        List<Step> steps) {
    public static final int FORMAT = 1;
    static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    public HandOut {
        if (format != FORMAT || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not a hand-out of format " + FORMAT);
        }
        steps = List.copyOf(steps);
    }

    /// What was handed out.
    public enum Kind {
        /// A token, which the broker redeems once for a presigned URL.
        BROKER,
        /// A presigned URL itself: it works any number of times, and nothing tells whether it was used.
        PRESIGNED
    }

    /// Who asked.
    ///
    /// @param who for example a login, a Slack user or an ARN
    /// @param from a machine, a Slack channel or an address
    public record Asker(String who, String from) {}

    /// Something that happened to a link.
    ///
    /// @param by who did it, as far as that is known: the address of a network, or a login
    /// @param nonce random: of two that write the same step at once, the store tells which one has written it
    public record Step(Deed deed, Instant at, String by, String nonce) {}

    public enum Deed {
        REDEEMED,
        REVOKED
    }

    /// What a link is good for.
    public enum State {
        OPEN,
        REDEEMED,
        REVOKED,
        EXPIRED
    }

    public State state(Instant now) {
        if (step(Deed.REVOKED).isPresent()) {
            return State.REVOKED;
        }
        if (step(Deed.REDEEMED).isPresent()) {
            return State.REDEEMED;
        }
        return now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
    }

    /// The first step of a kind.
    public Optional<Step> step(Deed deed) {
        return steps.stream().filter(step -> step.deed() == deed).findFirst();
    }

    /// Until when the URL works that somebody has, which nobody can take back; empty when nobody has one.
    public Optional<Instant> urlEnd() {
        return switch (kind) {
            case PRESIGNED -> Optional.of(expiresAt);
            case BROKER -> step(Deed.REDEEMED).map(step -> step.at().plus(Links.life(step.at(), expiresAt)));
        };
    }

    /// Fails with LINK_SPENT, LINK_REVOKED or LINK_EXPIRED unless the link is open.
    void requireOpen(Instant now) {
        switch (state(now)) {
            case OPEN -> {}
            case REDEEMED -> throw failure(Failure.LINK_SPENT);
            case REVOKED -> throw failure(Failure.LINK_REVOKED);
            case EXPIRED -> throw failure(Failure.LINK_EXPIRED);
        }
    }

    HandOut with(Step step) {
        return new HandOut(
                format,
                id,
                kind,
                snapshot,
                name,
                asker,
                askedAt,
                expiresAt,
                Stream.concat(steps.stream(), Stream.of(step)).toList());
    }

    private static NightmaskException failure(Failure failure) {
        return new NightmaskException(failure, new Place.Nowhere());
    }
}
