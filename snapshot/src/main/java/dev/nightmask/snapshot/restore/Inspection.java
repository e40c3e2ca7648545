package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.check.DatabaseCheck;
import dev.nightmask.snapshot.check.DatabaseCheck.Depth;
import dev.nightmask.snapshot.check.Examination;
import dev.nightmask.snapshot.check.Expected;
import dev.nightmask.snapshot.guard.Session;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What a loaded database goes through before it may take the target's place: it is checked, while another session
/// gathers its statistics; who checks then helps with what is left. Neither waits for a lock of the other.
final class Inspection {
    private Inspection() {}

    /// Takes both sessions, and returns when both are done.
    ///
    /// @throws NightmaskException with all that is broken
    static Examination of(Session checking, Session gathering, Expected expected) {
        try (checking;
                gathering;
                ExecutorService beside = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                        .daemon()
                        .name("nightmask-statistics")
                        .factory())) {
            Statistics statistics = Statistics.of(gathering);
            Future<?> gathered = beside.submit(() -> statistics.gather(gathering));
            Examination examination = DatabaseCheck.examine(checking, expected, Depth.LOADED);
            if (!examination.broken().isEmpty()) {
                throw new NightmaskException(examination.broken());
            }
            statistics.gather(checking);
            gathered.get();
            return examination;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NightmaskException failed ? failed : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NightmaskException(Failure.INTERRUPTED, new Place.Nowhere());
        }
    }
}
