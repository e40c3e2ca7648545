package dev.nightmask.mask;

import dev.nightmask.rules.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Follows all paths of a rule at once while a document is read: a nondeterministic automaton whose states are
/// the steps still to take, one bit each, one set of bits for each level of nesting.
///
/// States are numbered by the specificity of their path, so the first state to arrive decides: more names
/// win, then fewer `..`, then the order of the rule file (only `..` paths can tie so).
///
/// A member costs one comparison of its name per waiting step. Not thread-safe; allocates nothing.
final class JsonPaths {
    /// The deepest nesting that is followed.
    static final int DEPTH = 512;

    /// Nobody decides.
    static final int NONE = -1;

    private record State(JsonPath.Step step, byte[] name, int path, boolean last) {}

    private final State[] states;
    private final long[][] waiting;
    private final int root;
    private boolean named;

    JsonPaths(List<JsonPath> paths) {
        var all = new ArrayList<State>();
        List<Integer> bySpecificity = IntStream.range(0, paths.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> -paths.get(i).names())
                        .thenComparingInt(i -> paths.get(i).descents()))
                .toList();
        int document = NONE;
        var first = new ArrayList<Integer>();
        for (int path : bySpecificity) {
            List<JsonPath.Step> steps = paths.get(path).steps();
            if (steps.isEmpty()) {
                document = path;
            } else {
                first.add(all.size());
            }
            for (int i = 0; i < steps.size(); i++) {
                all.add(new State(steps.get(i), name(steps.get(i)), path, i == steps.size() - 1));
            }
        }
        root = document;
        states = all.toArray(State[]::new);
        waiting = new long[DEPTH + 2][(states.length + 63) / 64];
        first.forEach(state -> set(waiting[0], state));
    }

    /// The path that decides the document as a whole, or [#NONE].
    int root() {
        return root;
    }

    /// Steps to a member of the value at a depth, and so to the next depth.
    ///
    /// @param key unescaped
    /// @return the path that decides the member, or [#NONE]
    int member(int depth, Field key) {
        Arrays.fill(waiting[depth + 1], 0);
        named = false;
        int decision = NONE;
        for (int state = next(depth, 0); state >= 0; state = next(depth, state + 1)) {
            boolean matches = switch (states[state].step()) {
                case JsonPath.Step.Member ignored -> isNamed(state, key);
                case JsonPath.Step.Descendant ignored -> {
                    set(waiting[depth + 1], state);
                    yield isNamed(state, key);
                }
                case JsonPath.Step.Element ignored -> false;
            };
            decision = matches ? arrive(depth, state, decision) : decision;
        }
        return decision;
    }

    /// Steps to an element of the array at a depth, and so to the next depth.
    ///
    /// @return the path that decides the element, or [#NONE]
    int element(int depth) {
        Arrays.fill(waiting[depth + 1], 0);
        named = false;
        int decision = NONE;
        for (int state = next(depth, 0); state >= 0; state = next(depth, state + 1)) {
            switch (states[state].step()) {
                case JsonPath.Step.Member ignored -> {}
                case JsonPath.Step.Descendant ignored -> set(waiting[depth + 1], state);
                case JsonPath.Step.Element ignored -> decision = arrive(depth, state, decision);
            }
        }
        return decision;
    }

    /// Whether a path took the last step because it names what was stepped to, not for having `..` in it.
    boolean named() {
        return named;
    }

    /// Whether a path may decide something inside the value at a depth.
    boolean leadsOn(int depth) {
        return next(depth, 0) >= 0;
    }

    private int arrive(int depth, int state, int decision) {
        named = true;
        if (!states[state].last()) {
            set(waiting[depth + 1], state + 1);
            return decision;
        }
        return decision == NONE ? states[state].path() : decision;
    }

    private boolean isNamed(int state, Field key) {
        byte[] name = states[state].name();
        return Arrays.equals(name, 0, name.length, key.array(), 0, key.length());
    }

    private int next(int depth, int from) {
        long[] set = waiting[depth];
        for (int word = from >> 6; word < set.length; word++) {
            long rest = word == from >> 6 ? set[word] & (-1L << from) : set[word];
            if (rest != 0) {
                return (word << 6) + Long.numberOfTrailingZeros(rest);
            }
        }
        return -1;
    }

    private static void set(long[] set, int state) {
        set[state >> 6] |= 1L << state;
    }

    private static byte[] name(JsonPath.Step step) {
        String name = switch (step) {
            case JsonPath.Step.Member member -> member.name();
            case JsonPath.Step.Descendant descendant -> descendant.name();
            case JsonPath.Step.Element ignored -> "";
        };
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
