package dev.nightmask.snapshot.guard;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import java.util.Map;
import java.util.function.Consumer;

/// One way to get past the guard, and the refusal that it must meet.
///
/// @param kind the class of such ways
record Bypass(String kind, Failure expected, String what, Attempt attempt) {
    interface Attempt {
        void run() throws Exception;
    }

    static Bypass by(
            String kind,
            Failure expected,
            String uri,
            Map<String, String> environment,
            Consumer<ConnectionSettings> restore) {
        return new Bypass(
                kind,
                expected,
                uri + " " + environment.keySet(),
                () -> restore.accept(ConnectionSettings.of(uri, environment)));
    }

    /// What is wrong with how it ended; empty when it was refused as expected.
    String fault() {
        try {
            attempt.run();
            return kind + ", " + what + ": let in";
        } catch (NightmaskException e) {
            return e.failure() == expected ? "" : kind + ", " + what + ": " + e.getMessage();
        } catch (Exception e) {
            return kind + ", " + what + ": " + e;
        }
    }
}
