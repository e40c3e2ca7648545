package dev.nightmask.benchmarks;

import dev.nightmask.benchmarks.Contender.Copy;
import dev.nightmask.benchmarks.Contender.Dump;
import dev.nightmask.benchmarks.Contender.Snapshot;

/// One way to read the whole database, run as a process of its own.
sealed interface Contender permits Copy, Dump, Snapshot {

    /// What selects it on the command line: words between slashes.
    String id();

    /// What a reader of the table sees.
    String title();

    /// The name it goes by at the server.
    String application();

    /// The server alone: every table by COPY to /dev/null, in one session. Nothing is sent to anybody.
    record Copy() implements Contender {
        @Override
        public String id() {
            return "copy";
        }

        @Override
        public String title() {
            return "COPY to /dev/null, in the server";
        }

        @Override
        public String application() {
            return "psql";
        }
    }

    /// pg_dump in the custom format, or with several jobs in the directory format.
    record Dump(int jobs, int level) implements Contender {
        @Override
        public String id() {
            return "pg_dump/" + level + "/" + jobs;
        }

        @Override
        public String title() {
            return "pg_dump " + (jobs == 1 ? "-Fc" : "-Fd -j" + jobs) + " -Z" + level;
        }

        @Override
        public String application() {
            return "pg_dump";
        }
    }

    /// Nightmask.
    record Snapshot(String compression, int jobs, Variant variant) implements Contender {
        @Override
        public String id() {
            return compression + "/" + jobs + variant.suffix;
        }

        @Override
        public String title() {
            return "nightmask %s, %d job%s%s".formatted(compression, jobs, jobs == 1 ? "" : "s", variant.title);
        }

        @Override
        public String application() {
            return "nightmask";
        }
    }

    /// In what a run of Nightmask differs from the usual one.
    enum Variant {
        MASKED("", ""),
        /// Every column is kept: what masking costs is the difference.
        KEPT("/kept", ", every column kept"),
        /// Compressed by the JDK even where a faster library is found.
        JDK("/jdk", ", the JDK's deflate");

        private final String suffix;
        private final String title;

        Variant(String suffix, String title) {
            this.suffix = suffix;
            this.title = title;
        }
    }
}
