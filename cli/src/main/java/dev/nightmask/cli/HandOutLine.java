package dev.nightmask.cli;

import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.link.HandOut.Deed;
import dev.nightmask.snapshot.link.HandOut.Step;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is told of a link that was handed out.
///
/// @param kind `broker` or `presigned`; whether a presigned URL was used, nobody knows
/// @param state `open`, `redeemed`, `revoked` or `expired`
/// @param redeemedFrom the address of the network, null when it was not redeemed
/// @param urlWorksUntil null when no URL was out; S3 cannot take one back
record HandOutLine(
        String id,
        String kind,
        String state,
        String snapshot,
        String name,
        String askedBy,
        String askedFrom,
        Instant askedAt,
        Instant expiresAt,
        @Nullable Instant redeemedAt,
        @Nullable String redeemedFrom,
        @Nullable Instant urlWorksUntil) {
    private static final int SHOWN_ID_DIGITS = 12;

    static HandOutLine of(HandOut handOut, Instant now) {
        Step redeemed = handOut.step(Deed.REDEEMED).orElse(null);
        return new HandOutLine(
                handOut.id(),
                handOut.kind().name().toLowerCase(Locale.ROOT),
                handOut.state(now).name().toLowerCase(Locale.ROOT),
                handOut.snapshot().text(),
                handOut.name().text(),
                handOut.asker().who(),
                handOut.asker().from(),
                handOut.askedAt(),
                handOut.expiresAt(),
                redeemed == null ? null : redeemed.at(),
                redeemed == null ? null : redeemed.by(),
                handOut.urlEnd().orElse(null));
    }

    static List<String> lines(List<HandOutLine> links) {
        return links.isEmpty()
                ? List.of("no links")
                : links.stream().map(HandOutLine::line).toList();
    }

    List<String> revokedLines() {
        return urlWorksUntil == null
                ? List.of(line())
                : List.of(line(), "its URL was out already and works until " + urlWorksUntil);
    }

    String line() {
        return ErrorReport.printable("%s  %s  %-9s  %-8s  %s of %s  by %s from %s%s"
                .formatted(
                        id.substring(0, SHOWN_ID_DIGITS),
                        askedAt.truncatedTo(ChronoUnit.SECONDS),
                        kind,
                        state,
                        snapshot,
                        name,
                        askedBy,
                        askedFrom,
                        redeemedFrom == null ? "" : ", redeemed from " + redeemedFrom));
    }
}
