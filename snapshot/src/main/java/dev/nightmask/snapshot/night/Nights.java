package dev.nightmask.snapshot.night;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.ObjectStore.Versioned;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.publish.StoredJson;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sees to it that a night has one snapshot, whether its event comes twice, two runs overlap, or one that was thought
/// dead wakes up.
///
/// Who begins a night holds a lease on it, with an epoch that grows each time. To publish is to replace the record of
/// the night, if it is still the holder's, with one that holds the whole manifest. So there is one moment in which it
/// is decided, and who comes after a run that died right then makes its snapshot visible instead of making another.
/// See `docs/adr/0014-one-snapshot-a-night.md`.
public final class Nights {
    private final ObjectStore store;
    private final InstantSource clock;

    public Nights(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// How beginning a night ended, when nobody else holds it.
    public sealed interface Begun {

        /// The night is the caller's.
        record Held(Lease lease) implements Begun {}

        /// It has its snapshot, which is visible now.
        record Published(Manifest manifest) implements Begun {}
    }

    /// Begins a night that nobody holds.
    ///
    /// @param holder names this run and no other
    /// @param life after which another may take the night: longer than this run can live
    /// @throws NightmaskException NIGHT_TAKEN
    public Begun begin(Night night, String holder, Duration life) {
        Optional<Versioned> present = store.read(night.key());
        Optional<NightRecord> known = present.map(json -> recordIn(json, night));
        Optional<Manifest> committed =
                known.flatMap(record -> record.committed().stream().findFirst());
        if (committed.isPresent()) {
            new Snapshots(store).finish(committed.get());
            return new Begun.Published(committed.get());
        }
        if (known.filter(record -> record.isHeld(clock.instant())).isPresent()) {
            throw taken(night);
        }
        int epoch = known.map(NightRecord::epoch).orElse(0) + 1;
        NightRecord mine = NightRecord.running(epoch, holder, clock.instant().plus(life));
        replace(night, present.map(Versioned::version).orElse(null), mine);
        return new Begun.Held(new Lease(this, night, mine));
    }

    /// Whether all who wait for the snapshot of a night have heard of it, as far as is known.
    public boolean isTold(Night night) {
        return store.read(night.toldKey()).isPresent();
    }

    /// Notes that they have. A run that died before it has left this to the next one.
    public void told(Night night) {
        store.writeIf(night.toldKey(), new byte[0], null);
    }

    /// Takes over a night from the run that has handed it on.
    ///
    /// @param epoch that the other run held
    /// @throws NightmaskException NIGHT_TAKEN when it is not held in that epoch any more
    public Lease takeOver(Night night, int epoch, String holder, Duration life) {
        Versioned present = store.read(night.key()).orElseThrow(() -> taken(night));
        NightRecord record = recordIn(present, night);
        if (record.epoch() != epoch || record.state() != NightRecord.State.RUNNING) {
            throw taken(night);
        }
        NightRecord mine =
                NightRecord.running(epoch + 1, holder, clock.instant().plus(life));
        replace(night, present.version(), mine);
        return new Lease(this, night, mine);
    }

    /// Replaces the record that a run holds.
    ///
    /// @throws NightmaskException NIGHT_TAKEN when another run has replaced it
    void replace(Night night, NightRecord held, NightRecord next) {
        Versioned present = store.read(night.key()).orElseThrow(() -> taken(night));
        NightRecord record = recordIn(present, night);
        if (record.equals(next)) {
            return;
        }
        if (!record.equals(held)) {
            throw taken(night);
        }
        replace(night, present.version(), next);
    }

    InstantSource clock() {
        return clock;
    }

    /// A conditional write that was refused may have been our own, its answer having been lost.
    private void replace(Night night, @Nullable String version, NightRecord next) {
        boolean written = store.writeIf(night.key(), StoredJson.write(next), version)
                || store.read(night.key())
                        .map(json -> recordIn(json, night))
                        .filter(next::equals)
                        .isPresent();
        if (!written) {
            throw taken(night);
        }
    }

    private NightRecord recordIn(Versioned json, Night night) {
        return StoredJson.read(json.body(), NightRecord.class, place(night));
    }

    NightmaskException taken(Night night) {
        return new NightmaskException(Failure.NIGHT_TAKEN, place(night));
    }

    private Place place(Night night) {
        return new Place.Stored(store.name(), night.key());
    }
}
