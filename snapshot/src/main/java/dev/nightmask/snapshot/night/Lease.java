package dev.nightmask.snapshot.night;

import dev.nightmask.snapshot.publish.Fence;
import dev.nightmask.snapshot.publish.Manifest;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// The right to make the snapshot of one night, as long as nobody else has taken it. Used by one thread.
///
/// Each method fails with NIGHT_TAKEN once the night is another's. Once it is committed to, nothing changes it.
public final class Lease implements Fence {
    private final Nights nights;
    private final Night night;
    private NightRecord held;

    Lease(Nights nights, Night night, NightRecord held) {
        this.nights = nights;
        this.night = night;
        this.held = held;
    }

    public Night night() {
        return night;
    }

    /// How often the night was begun, this time included.
    public int epoch() {
        return held.epoch();
    }

    @Override
    public void commit(Manifest manifest) {
        if (held.isCommitted()) {
            throw nights.taken(night);
        }
        become(record -> record.committed(manifest));
    }

    /// Nobody takes the night for another while.
    public void extend(Duration life) {
        become(record -> record.until(nights.clock().instant().plus(life)));
    }

    /// The night is free for another try.
    public void giveUp() {
        become(NightRecord::givenUp);
    }

    private void become(UnaryOperator<NightRecord> change) {
        if (!held.isCommitted()) {
            NightRecord next = change.apply(held);
            nights.replace(night, held, next);
            held = next;
        }
    }
}
