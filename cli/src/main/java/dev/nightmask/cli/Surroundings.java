package dev.nightmask.cli;

import dev.nightmask.snapshot.catalog.PostgresPrograms;
import dev.nightmask.snapshot.publish.S3Settings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The world as the commands find it.
///
/// @param environment as in [System#getenv()]
/// @param s3 as whom and where to speak S3 unless `--s3-endpoint` says otherwise
/// @param programs where pg_dump and pg_restore are
record Surroundings(
        Map<String, String> environment,
        PostgresPrograms programs,
        S3Settings s3,
        Clock clock,
        RandomGenerator random) {
    Surroundings {
        environment = Map.copyOf(environment);
    }

    static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Surroundings(
                environment,
                PostgresPrograms.installed(environment),
                S3Settings.usual(),
                Clock.systemUTC(),
                new SecureRandom());
    }
}
