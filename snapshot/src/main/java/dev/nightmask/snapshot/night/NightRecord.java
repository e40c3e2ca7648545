package dev.nightmask.snapshot.night;

import dev.nightmask.snapshot.publish.Manifest;
import java.time.Instant;
import java.util.List;

/// What a store knows of one night. It changes by conditional writes alone.
///
/// @param format version of this layout, 1
/// @param epoch how often the night was begun, from 1: who holds an older one has lost it
/// @param holder the run that holds the night, by a name that no other has
/// @param until when the holder has lost it, unless it is committed
/// @param committed the one snapshot of the night, once there is one: then nothing changes any more
record NightRecord(int format, int epoch, String holder, State state, Instant until, List<Manifest> committed) {
    private static final int FORMAT = 1;

    enum State {
        RUNNING,
        GIVEN_UP,
        COMMITTED
    }

    NightRecord {
        committed = List.copyOf(committed);
        if (format != FORMAT || epoch < 1 || (committed.size() == 1) != (state == State.COMMITTED)) {
            throw new IllegalArgumentException("format " + format + ", epoch " + epoch);
        }
    }

    static NightRecord running(int epoch, String holder, Instant until) {
        return new NightRecord(FORMAT, epoch, holder, State.RUNNING, until, List.of());
    }

    NightRecord until(Instant later) {
        return new NightRecord(format, epoch, holder, state, later, committed);
    }

    NightRecord givenUp() {
        return new NightRecord(format, epoch, holder, State.GIVEN_UP, until, committed);
    }

    NightRecord committed(Manifest manifest) {
        return new NightRecord(format, epoch, holder, State.COMMITTED, until, List.of(manifest));
    }

    boolean isCommitted() {
        return state == State.COMMITTED;
    }

    boolean isHeld(Instant now) {
        return state == State.RUNNING && now.isBefore(until);
    }
}
