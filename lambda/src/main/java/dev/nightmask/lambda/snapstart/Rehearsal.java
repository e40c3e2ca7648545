package dev.nightmask.lambda.snapstart;

import dev.nightmask.failure.Defect;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/// Work that a function does once for practice, before Lambda takes the picture of its process (SnapStart): what the
/// first real request would have to load is in the picture then.
///
/// Practice has clients, credentials and random numbers of its own, which nobody uses afterwards. What serves has done
/// nothing before the picture, so nothing in it can be too old when the process starts from there, weeks later.
///
/// Source: AWS Lambda Developer Guide, "Lambda SnapStart runtime hooks for Java".
public final class Rehearsal implements Resource {
    /// The runtime itself knows each by a weak reference.
    private static final List<Rehearsal> HELD = new CopyOnWriteArrayList<>();

    private final Log log;
    private final Work work;

    Rehearsal(Log log, Work work) {
        this.log = log;
        this.work = work;
    }

    /// What is practised. It may ask anybody anything, and changes nothing that anybody would miss.
    @FunctionalInterface
    public interface Work {
        void rehearse(Log log) throws IOException;
    }

    /// Has work done before the picture; where none is taken it is never done.
    ///
    /// @param function for the log
    public static void beforePicture(String function, Work work) {
        Clock clock = Clock.systemUTC();
        Rehearsal rehearsal = new Rehearsal(new Log(System.out, clock, function, "rehearsal"), work);
        HELD.add(rehearsal);
        Core.getGlobalContext().register(rehearsal);
    }

    /// A function can be deployed while Slack is out of order, or before anybody has made a snapshot: what fails here
    /// is only told.
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        long start = System.nanoTime();
        try {
            work.rehearse(log);
            log.info(Line.of("rehearsed").with("seconds", Duration.ofNanos(System.nanoTime() - start)));
        } catch (NightmaskException e) {
            log.info(Line.of("rehearsal cut short", e));
        } catch (IOException | RuntimeException e) {
            log.error(Line.of("defect").with("trace", Defect.trace(e)));
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // What serves begins here.
    }
}
