package dev.nightmask.cli;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// A command line that is not understood. The parser's own message is dropped, for it quotes values, and one of them
/// may be a password or a link.
final class UsageProblem {
    private static final Pattern OPTION_NAME = Pattern.compile("(--[a-z][a-z-]{0,30})(=.*)?", Pattern.DOTALL);

    private UsageProblem() {}

    static NightmaskException of(ParameterException e) {
        return switch (e) {
            case MissingParameterException missing -> usage(missing(missing.getMissing()));
            case UnmatchedArgumentException unmatched -> usage(unmatched(unmatched.getUnmatched()));
            default -> usage(e.getArgSpec() == null ? "" : "the value of " + name(e.getArgSpec()));
        };
    }

    /// @param what names of options only
    static NightmaskException usage(String what) {
        Place place = what.isEmpty() ? new Place.Nowhere() : new Place.Setting(what);
        return new NightmaskException(Failure.USAGE, place);
    }

    private static String missing(List<ArgSpec> specs) {
        return specs.stream().map(UsageProblem::name).collect(Collectors.joining(", ")) + " is missing";
    }

    private static String unmatched(List<String> arguments) {
        return arguments.stream()
                .map(OPTION_NAME::matcher)
                .map(name -> name.matches() ? "no option " + name.group(1) : "an argument too many")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String name(ArgSpec spec) {
        return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
    }
}
