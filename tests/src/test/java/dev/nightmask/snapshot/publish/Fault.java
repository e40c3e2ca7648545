package dev.nightmask.snapshot.publish;

import java.util.concurrent.CountDownLatch;

/// What a [FaultyProxy] does to a request.
public sealed interface Fault {

    /// The server gets it; of its answer these bytes arrive, then the connection is cut.
    record Cut(long answerBytes) implements Fault {}

    /// The server does not get it; the connection is cut at once, as by a server that has died.
    record Dead() implements Fault {}

    /// The server does not get it; this error is the answer, as S3 writes it.
    record Answer(int status, String code) implements Fault {}

    /// The connection is taken, and nothing more is read or written.
    record Silence() implements Fault {}

    /// The server carries it out, which the latch tells, and its answer never arrives.
    record Muted(CountDownLatch carriedOut) implements Fault {}

    /// The server gets it once the gate is open.
    record Held(CountDownLatch gate) implements Fault {}

    /// The server gets it at once.
    record None() implements Fault {}
}
