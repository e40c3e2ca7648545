package dev.nightmask.snapshot.publish;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where and as whom to speak S3.
///
/// @param endpoint an S3-compatible server, addressed by path; null for Amazon's own
/// @param partSizeBytes of a multipart upload, 5 MiB to 128 MiB; two parts are held in memory
public record S3Settings(@Nullable URI endpoint, Credentials credentials, int partSizeBytes) {
    private static final int DEFAULT_PART_SIZE_BYTES = 8 << 20;

    public S3Settings {
        if (partSizeBytes < 5 << 20 || partSizeBytes > 128 << 20) {
            throw new IllegalArgumentException("part size " + partSizeBytes);
        }
    }

    /// Region, profile, credentials and endpoint as the AWS command line finds them.
    public static S3Settings usual() {
        String endpoint = System.getenv().getOrDefault("AWS_ENDPOINT_URL_S3", System.getenv("AWS_ENDPOINT_URL"));
        S3Settings amazon = new S3Settings(null, new Credentials.FromEnvironment(), DEFAULT_PART_SIZE_BYTES);
        return endpoint == null ? amazon : amazon.at(endpoint);
    }

    /// The same as another endpoint, for example `http://127.0.0.1:9000`.
    public S3Settings at(String endpointUrl) {
        return new S3Settings(Stores.endpoint(endpointUrl), credentials, partSizeBytes);
    }

    public S3Settings as(Credentials other) {
        return new S3Settings(endpoint, other, partSizeBytes);
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
