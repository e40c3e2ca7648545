package dev.nightmask.lambda.links;

import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.snapshot.publish.ObjectStore;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;

/// The world as the functions find it.
///
/// @param out where the log goes
record World(ObjectStore store, Clock clock, SecureRandom random, PrintStream out) {

    /// The log of one invocation.
    Log log(String function, String run) {
        return new Log(out, clock, function, run);
    }
}
