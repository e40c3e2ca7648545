package dev.nightmask.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came out of all rounds. A contender that failed once is out.
///
/// @param runs of each contender that ran in every round
/// @param failed why the others did not
record Rounds(Map<Contender, List<Measured>> runs, Map<Contender, String> failed) {

    static Rounds none() {
        return new Rounds(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    void add(Contender contender, Measured run) {
        runs.computeIfAbsent(contender, unused -> new ArrayList<>()).add(run);
    }

    void fail(Contender contender, String why) {
        runs.remove(contender);
        failed.put(contender, why);
    }

    /// A contender's quantity divided by another's of the same round, over the rounds.
    Optional<Spread> ratio(Contender contender, Contender reference, Quantity quantity) {
        if (!runs.containsKey(contender) || !runs.containsKey(reference)) {
            return Optional.empty();
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < runs.get(contender).size(); round++) {
            ratios.add(quantity.of(runs.get(contender).get(round))
                    / quantity.of(runs.get(reference).get(round)));
        }
        return Optional.of(Spread.of(ratios));
    }

    Optional<Spread> value(Figure figure) {
        if (figure.reference().isPresent()) {
            return ratio(figure.contender(), figure.reference().get(), figure.quantity());
        }
        return Optional.ofNullable(runs.get(figure.contender())).map(figure.quantity()::of);
    }
}
