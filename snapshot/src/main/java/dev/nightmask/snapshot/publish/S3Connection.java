package dev.nightmask.snapshot.publish;

import dev.nightmask.snapshot.publish.S3Settings.Credentials;
import java.net.URI;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The AWS SDK's objects for one store.
record S3Connection(S3Client client, S3Presigner presigner, AwsCredentialsProvider credentials, SdkHttpClient http)
        implements AutoCloseable {

    /// Reads the settings of this machine. The client repeats nothing by itself: see [Attempts]. Fails with an
    /// SdkException when a region is missing.
    static S3Connection open(S3Settings settings) {
        AwsCredentialsProvider credentials = provider(settings.credentials());
        SdkHttpClient http = new InterruptibleHttpClient();
        S3ClientBuilder client = S3Client.builder()
                .credentialsProvider(credentials)
                .httpClient(http)
                .serviceConfiguration(s3 -> s3.expectContinueEnabled(false).chunkedEncodingEnabled(false))
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()));
        S3Presigner.Builder presigner = S3Presigner.builder().credentialsProvider(credentials);
        URI endpoint = settings.endpoint();
        if (endpoint != null) {
            Region region = regionOrAny();
            client.endpointOverride(endpoint).forcePathStyle(true).region(region);
            presigner
                    .endpointOverride(endpoint)
                    .serviceConfiguration(S3Configuration.builder()
                            .pathStyleAccessEnabled(true)
                            .build())
                    .region(region);
        }
        return new S3Connection(client.build(), presigner.build(), credentials, http);
    }

    @Override
    public void close() {
        presigner.close();
        client.close();
        http.close();
        if (credentials instanceof SdkAutoCloseable provider) {
            provider.close();
        }
    }

    private static AwsCredentialsProvider provider(Credentials credentials) {
        return switch (credentials) {
            case Credentials.FromEnvironment usual ->
                DefaultCredentialsProvider.builder().build();
            case Credentials.Given given ->
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(given.accessKeyId(), given.secretAccessKey()));
        };
    }

    /// A compatible server takes any region, unless the user names one. The instance's own is not asked for:
    /// outside of Amazon's cloud that waits for a timeout.
    private static Region regionOrAny() {
        try {
            return Objects.requireNonNull(
                    new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                            .getRegion());
        } catch (SdkClientException e) {
            return Region.US_EAST_1;
        }
    }
}
