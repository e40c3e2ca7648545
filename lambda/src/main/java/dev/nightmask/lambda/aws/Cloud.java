package dev.nightmask.lambda.aws;

import dev.nightmask.snapshot.aws.AwsCalls;
import dev.nightmask.snapshot.publish.S3Settings;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The world as a function finds it.
///
/// @param environment as in [System#getenv()]
/// @param out where log lines go
public record Cloud(
        Map<String, String> environment,
        AwsCalls aws,
        S3Settings s3,
        Clock clock,
        RandomGenerator random,
        PrintStream out) {
    public Cloud {
        environment = Map.copyOf(environment);
    }

    public static Cloud ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Cloud(
                environment,
                AwsCalls.usual(environment),
                S3Settings.usual(),
                Clock.systemUTC(),
                new SecureRandom(),
                System.out);
    }
}
