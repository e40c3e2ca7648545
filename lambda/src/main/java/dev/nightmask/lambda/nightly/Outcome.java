package dev.nightmask.lambda.nightly;

import java.util.Map;

/// How an event ended that did not fail.
sealed interface Outcome {

    /// What a caller of the function reads.
    Map<String, Object> json();

    /// The night has its snapshot now.
    record Published(String snapshot) implements Outcome {
        @Override
        public Map<String, Object> json() {
            return Map.of("outcome", "published", "snapshot", snapshot);
        }
    }

    /// The night had its snapshot before.
    record AlreadyPublished(String snapshot) implements Outcome {
        @Override
        public Map<String, Object> json() {
            return Map.of("outcome", "already published", "snapshot", snapshot);
        }
    }

    /// Another run is at it.
    record Taken() implements Outcome {
        @Override
        public Map<String, Object> json() {
            return Map.of("outcome", "taken by another run");
        }
    }

    /// A Fargate task goes on with it.
    record HandedOver() implements Outcome {
        @Override
        public Map<String, Object> json() {
            return Map.of("outcome", "handed over to a task");
        }
    }
}
