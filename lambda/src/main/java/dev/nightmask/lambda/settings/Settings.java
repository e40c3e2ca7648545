package dev.nightmask.lambda.settings;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.publish.S3Settings;
import dev.nightmask.snapshot.publish.Stores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads variables, and remembers what is wrong with any of them until [#check].
///
/// ```java
/// Supplier<SnapshotName> name = settings.required("NIGHTMASK_NAME", SnapshotName::parse);
/// settings.check();
/// return new Configuration(name.get());
/// ```
public final class Settings {
    private static final int USUAL_JOBS = 2;
    private static final int MOST_JOBS = 32;

    private final Map<String, String> environment;
    private final List<Problem> problems = new ArrayList<>();

    /// @param environment as in [System#getenv()]; a variable that is blank counts as missing
    public Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// A variable that must be there: a problem when it is not, or when `parse` throws.
    ///
    /// @return gives the value once [#check] has found no problem
    public <T> Supplier<T> required(String name, Function<String, T> parse) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            problems.add(new Problem(Failure.SETTING_MISSING, new Place.Setting(name)));
        }
        return given(name, text.flatMap(present -> parsed(name, present, parse)));
    }

    /// A variable that may be missing.
    public <T> Supplier<Optional<T>> optional(String name, Function<String, T> parse) {
        Optional<T> value = text(name).flatMap(present -> parsed(name, present, parse));
        return () -> value;
    }

    /// The name of a store, which is not asked yet.
    public Supplier<String> store(String name) {
        return required(name, text -> {
            Stores.open(text, S3Settings.usual()).close();
            return text;
        });
    }

    /// How many connections work at once.
    public Supplier<Integer> jobs(String name) {
        return number(name, USUAL_JOBS, 1, MOST_JOBS);
    }

    /// A whole number from `min` to `max`.
    public Supplier<Integer> number(String name, int fallback, int min, int max) {
        Supplier<Optional<Integer>> given = optional(name, text -> {
            int number = Integer.parseInt(text);
            if (number < min || number > max) {
                throw new IllegalArgumentException(name);
            }
            return number;
        });
        return () -> given.get().orElse(fallback);
    }

    /// Words between commas; none when the variable is missing.
    public Supplier<List<String>> list(String name) {
        List<String> words = text(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        return () -> words;
    }

    /// Another thing that is wrong, found by whoever reads.
    public void refuse(Failure failure, String name) {
        problems.add(new Problem(failure, new Place.Setting(name)));
    }

    /// @throws NightmaskException with every problem, in the order in which the variables were read
    public void check() {
        if (!problems.isEmpty()) {
            throw new NightmaskException(problems);
        }
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /// What a parser throws may quote the value; of it only a failure of our own is kept.
    private <T> Optional<T> parsed(String name, String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (NightmaskException e) {
            e.problems().forEach(problem -> problems.add(new Problem(problem.failure(), new Place.Setting(name))));
        } catch (RuntimeException e) {
            problems.add(new Problem(Failure.SETTING_VALUE, new Place.Setting(name)));
        }
        return Optional.empty();
    }

    private static <T> Supplier<T> given(String name, Optional<T> value) {
        return () -> value.orElseThrow(() -> new IllegalStateException(name + " was not checked"));
    }
}
