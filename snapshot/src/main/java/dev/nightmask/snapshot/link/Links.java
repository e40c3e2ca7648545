package dev.nightmask.snapshot.link;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.link.HandOut.Asker;
import dev.nightmask.snapshot.link.HandOut.Deed;
import dev.nightmask.snapshot.link.HandOut.Kind;
import dev.nightmask.snapshot.link.HandOut.Step;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.ObjectStore.Presigned;
import dev.nightmask.snapshot.publish.SecretUrl;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.Snapshots;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Hands out links to the archives of a store, and records each before anybody has it.
///
/// A link is either a presigned URL ([#make]), which S3 serves to everybody any number of times until it ends; or a
/// token ([#issue]), which is redeemed once for a presigned URL that ends within a minute ([#redeem]). By neither
/// does a download begin later than three minutes after the hand-out; a token that is redeemed in its last seconds
/// has five more to follow.
public final class Links {
    /// How long a link lives unless less is asked for; it cannot be more.
    public static final Duration MAX_LIFE = Duration.ofMinutes(3);

    /// How long the URL lives for which a token is redeemed, at most.
    private static final Duration MAX_REDEEMED_LIFE = Duration.ofMinutes(1);

    /// And at least: S3 counts whole seconds, and who is sent there has to arrive.
    private static final Duration MIN_REDEEMED_LIFE = Duration.ofSeconds(5);

    private static final int ID_BYTES = 32;

    private final ObjectStore store;
    private final HandOuts handOuts;
    private final Clock clock;
    private final SecureRandom random;

    public Links(ObjectStore store, Clock clock, SecureRandom random) {
        this.store = store;
        this.handOuts = new HandOuts(store, clock, random);
        this.clock = clock;
        this.random = random;
    }

    /// A token that was handed out, with its record.
    public record Ticket(LinkToken token, HandOut handOut) {}

    /// Makes a presigned URL of a snapshot's archive. Fails with LINK_UNSUPPORTED when the store is a directory.
    ///
    /// @param life 1 second to [#MAX_LIFE], else LINK_LIFETIME; fractions of a second are cut off
    public Link make(Manifest snapshot, Duration life, Asker asker) {
        Duration seconds = life.truncatedTo(ChronoUnit.SECONDS);
        if (!seconds.isPositive() || life.compareTo(MAX_LIFE) > 0) {
            throw new NightmaskException(Failure.LINK_LIFETIME, new Place.Nowhere());
        }
        Presigned presigned = presign(snapshot.id(), seconds);
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        HandOut handOut = record(
                HexFormat.of().formatHex(id), Kind.PRESIGNED, snapshot, asker, clock.instant(), presigned.expiresAt());
        return new Link(presigned.url(), handOut);
    }

    /// Makes a token for a snapshot. Fails with LINK_UNSUPPORTED when the store is a directory: what cannot be redeemed
    /// is not handed out.
    public Ticket issue(Manifest snapshot, Asker asker) {
        presign(snapshot.id(), Duration.ofSeconds(1));
        LinkToken token = LinkToken.next(random);
        Instant now = clock.instant();
        return new Ticket(token, record(token.id(), Kind.BROKER, snapshot, asker, now, now.plus(MAX_LIFE)));
    }

    /// What is recorded of a token; looking changes nothing. Empty when there is none.
    public Optional<HandOut> look(LinkToken token) {
        return handOuts.find(token.id());
    }

    /// Redeems a token, once: of any number that try at the same time one succeeds. Fails with LINK_UNKNOWN,
    /// LINK_EXPIRED, LINK_SPENT, LINK_REVOKED; and with SNAPSHOT_MISSING, the token being as good as before, when the
    /// snapshot was deleted meanwhile.
    ///
    /// @param network the address from which it is redeemed, for the record
    public SecretUrl redeem(LinkToken token, String network) {
        HandOut found =
                look(token).orElseThrow(() -> new NightmaskException(Failure.LINK_UNKNOWN, new Place.Nowhere()));
        Instant now = clock.instant();
        found.requireOpen(now);
        new Snapshots(store).find(found.snapshot());
        // Signed before the token is spent, and shown only to the one who has spent it.
        SecretUrl url = presign(found.snapshot(), life(now, found.expiresAt())).url();
        handOuts.change(token.id(), handOut -> {
            handOut.requireOpen(now);
            return handOut.with(new Step(Deed.REDEEMED, now, network, handOuts.nonce()));
        });
        return url;
    }

    /// How long the URL lives for which a token is redeemed.
    ///
    /// @param end of the token
    static Duration life(Instant redeemedAt, Instant end) {
        Duration left = Duration.between(redeemedAt, end).truncatedTo(ChronoUnit.SECONDS);
        if (left.compareTo(MIN_REDEEMED_LIFE) < 0) {
            return MIN_REDEEMED_LIFE;
        }
        return left.compareTo(MAX_REDEEMED_LIFE) > 0 ? MAX_REDEEMED_LIFE : left;
    }

    private HandOut record(String id, Kind kind, Manifest snapshot, Asker asker, Instant now, Instant end) {
        HandOut handOut =
                new HandOut(HandOut.FORMAT, id, kind, snapshot.id(), snapshot.name(), asker, now, end, List.of());
        handOuts.add(handOut);
        return handOut;
    }

    private Presigned presign(SnapshotId id, Duration life) {
        return store.presign(Snapshots.archiveKey(id), "nightmask-" + id + ".dump", life)
                .orElseThrow(
                        () -> new NightmaskException(Failure.LINK_UNSUPPORTED, new Place.Stored(store.name(), "")));
    }
}
