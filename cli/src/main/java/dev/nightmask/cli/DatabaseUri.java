package dev.nightmask.cli;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the URI of a database from the command line.
final class DatabaseUri {
    private static final Pattern OPTION = Pattern.compile("(?<name>--source|--target)=?");

    private DatabaseUri() {}

    /// Looks for a password before anything else is looked at, since every user of a machine can read the arguments
    /// of every process: whatever else is wrong, this one must be changed.
    ///
    /// @throws NightmaskException PASSWORD_IN_ARGUMENT with the option
    static void refusePassword(String... arguments) {
        String option = "URI";
        for (String argument : arguments) {
            Matcher named = OPTION.matcher(argument);
            boolean isNamed = named.lookingAt();
            option = isNamed ? named.group("name") : option;
            if (ConnectionSettings.holdsPassword(isNamed ? argument.substring(named.end()) : argument)) {
                throw new NightmaskException(Failure.PASSWORD_IN_ARGUMENT, new Place.Setting(option));
            }
            option = isNamed ? option : "URI";
        }
    }

    /// @param option whose value it is
    static ConnectionSettings read(String option, String uri, Surroundings surroundings) {
        if (uri.isEmpty()) {
            throw UsageProblem.usage(option + " is missing");
        }
        return ConnectionSettings.of(uri, surroundings.environment());
    }
}
