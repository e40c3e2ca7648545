package dev.nightmask.rules;

import java.util.List;
import java.util.Optional;

/// One column's instruction: a technique with its options.
public sealed interface Rule {

    /// The value as it is. The reason is for reviewers and auditors.
    record Keep(String reason) implements Rule {
        public Keep {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("keep needs a reason");
            }
        }
    }

    /// NULL in every row.
    record Suppress() implements Rule {}

    /// One constant in every row that is not NULL.
    record Replace(String text) implements Rule {}

    /// A keyed pseudonym: the same for equal values of one pseudonym domain, so that joins hold.
    ///
    /// @param domain shared by columns that join; empty means the column itself is the domain
    record Pseudonymize(Kind kind, Optional<String> domain) implements Rule {

        /// What a pseudonym looks like.
        public enum Kind {
            EMAIL,
            PHONE,
            FIRST_NAME,
            LAST_NAME,
            FULL_NAME,
            USERNAME,
            TEXT,
            UUID,
            INTEGER
        }
    }

    /// A generated value that has nothing to do with the original but for being picked by its keyed hash.
    ///
    /// @param directive a javafaker expression without its `#{}`, for example `name.fullName`
    /// @param locale a BCP 47 tag, for example `en` or `de-AT`
    record Synthesize(String directive, String locale) implements Rule {}

    /// A coarser value.
    record Generalize(Granularity granularity) implements Rule {}

    /// How coarse.
    sealed interface Granularity {
        /// The first instant of the year that holds the value.
        record Year() implements Granularity {}

        /// The first instant of the month that holds the value.
        record Month() implements Granularity {}

        /// The largest multiple of `size` that is not above the value; `size` is at least 1.
        record Bucket(long size) implements Granularity {
            public Bucket {
                if (size < 1) {
                    throw new IllegalArgumentException("bucket size " + size);
                }
            }
        }
    }

    /// A rule for each path of a JSON document.
    ///
    /// @param paths each with the rule for the values found there
    /// @param otherwise what happens to a scalar that no path decides
    record Json(List<At> paths, Otherwise otherwise) implements Rule {
        public Json {
            paths = List.copyOf(paths);
        }

        /// The rule for the values at one path.
        public record At(JsonPath path, Rule rule) {}

        /// What happens to a scalar that no path decides.
        public enum Otherwise {
            /// It becomes JSON null.
            SUPPRESS,
            /// The run stops.
            REFUSE
        }
    }
}
