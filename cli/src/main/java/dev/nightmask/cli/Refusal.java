package dev.nightmask.cli;

import dev.nightmask.failure.Problem;

/// Something for which the guard would refuse, with the remedy.
record Refusal(String failure, String problem, String remedy) {
    static Refusal of(Problem problem) {
        return new Refusal(
                problem.failure().name(), problem.sentence(), problem.failure().remedy());
    }
}
