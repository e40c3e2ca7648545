package dev.nightmask.cli;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.catalog.ConnectionSettings;

/// Reads the URI of a database from the command line.
final class DatabaseUri {
    private DatabaseUri() {}

    /// @param option whose value it is
    /// @throws NightmaskException PASSWORD_IN_ARGUMENT when it holds one: every user of a machine can read the
    ///         arguments of every process
    static ConnectionSettings read(String option, String uri, Surroundings surroundings) {
        if (uri.isEmpty()) {
            throw UsageProblem.usage(option + " is missing");
        }
        if (ConnectionSettings.holdsPassword(uri)) {
            throw new NightmaskException(Failure.PASSWORD_IN_ARGUMENT, new Place.Setting(option));
        }
        return ConnectionSettings.of(uri, surroundings.environment());
    }
}
