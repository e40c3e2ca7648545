package dev.nightmask.snapshot.publish;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where, as whom and how patiently to speak S3.
///
/// @param endpoint an S3-compatible server, addressed by path; null for Amazon's own
/// @param partBytes of a multipart upload at least, 5 MiB to 128 MiB; five such parts are held in memory
public record S3Settings(@Nullable URI endpoint, Credentials credentials, int partBytes, Patience patience) {
    private static final int DEFAULT_PART_BYTES = 8 << 20;

    public S3Settings {
        if (partBytes < 5 << 20 || partBytes > 128 << 20) {
            throw new IllegalArgumentException("part size " + partBytes);
        }
    }

    /// Region, profile, credentials and endpoint as the AWS command line finds them.
    public static S3Settings usual() {
        String endpoint = System.getenv().getOrDefault("AWS_ENDPOINT_URL_S3", System.getenv("AWS_ENDPOINT_URL"));
        S3Settings amazon =
                new S3Settings(null, new Credentials.FromEnvironment(), DEFAULT_PART_BYTES, Patience.usual());
        return endpoint == null ? amazon : amazon.at(endpoint);
    }

    /// The same at another endpoint, for example `http://127.0.0.1:9000`.
    public S3Settings at(String endpointUrl) {
        return new S3Settings(Stores.endpoint(endpointUrl), credentials, partBytes, patience);
    }

    public S3Settings as(Credentials other) {
        return new S3Settings(endpoint, other, partBytes, patience);
    }

    public S3Settings with(Patience other) {
        return new S3Settings(endpoint, credentials, partBytes, other);
    }

    /// How long a server is waited for, and how often it is asked again.
    ///
    /// @param attempts at most
    /// @param each the deadline of one attempt
    /// @param inAll the deadline of all attempts of one request, with the pauses between them
    /// @param pause at most before the second attempt; each further one is three times as long
    public record Patience(int attempts, Duration each, Duration inAll, Duration pause) {
        private static final Duration CLEARING_UP = Duration.ofSeconds(4);

        /// Six attempts of a minute within five minutes; a server that was busy is given up after half a minute.
        public static Patience usual() {
            return new Patience(6, Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMillis(200));
        }

        /// For a request with so many times the work.
        Patience times(long work) {
            return new Patience(attempts, each.multipliedBy(work), inAll.multipliedBy(work), pause);
        }

        /// For clearing up while somebody waits for the process to end.
        Patience hurried() {
            return new Patience(attempts, min(each, CLEARING_UP), min(inAll, CLEARING_UP.multipliedBy(2)), pause);
        }

        private static Duration min(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }

    /// Who signs the requests.
    public sealed interface Credentials {

        /// Found by the AWS SDK in environment, profile, container or instance.
        record FromEnvironment() implements Credentials {}

        /// Known to the caller.
        record Given(String accessKeyId, String secretAccessKey) implements Credentials {
            @Override
            public String toString() {
                return "***";
            }
        }
    }
}
