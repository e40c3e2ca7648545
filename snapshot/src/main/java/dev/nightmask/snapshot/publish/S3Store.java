package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.archive.ArchiveSink;
import dev.nightmask.snapshot.archive.ByteRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;

/// A bucket, or a part of one, in S3 or what speaks like it. The version of an object is its ETag.
final class S3Store implements ObjectStore {
    private static final String BINARY = "application/octet-stream";

    private final S3Location location;
    private final S3Connection connection;
    private final S3Client client;
    private final Attempts attempts;
    private final int partBytes;

    private S3Store(S3Location location, S3Connection connection, S3Settings settings) {
        this.location = location;
        this.connection = connection;
        this.client = connection.client();
        this.attempts = new Attempts(
                settings.patience(),
                Attempts.Waiting.real(),
                () -> ThreadLocalRandom.current().nextDouble());
        this.partBytes = settings.partBytes();
    }

    static S3Store open(S3Location location, S3Settings settings) {
        try {
            return new S3Store(location, S3Connection.open(settings), settings);
        } catch (SdkException e) {
            throw new NightmaskException(Failure.STORE_UNREACHABLE, location.place(""));
        }
    }

    @Override
    public String name() {
        return location.name();
    }

    @Override
    public ArchiveSink upload(String key, long expectedBytes) {
        return new S3Upload(new S3Target(client, attempts, location, key), PartSizes.of(partBytes, expectedBytes));
    }

    @Override
    public Optional<Versioned> read(String key) {
        try {
            return Optional.of(attempts.make(() -> readOnce(key)));
        } catch (AwsServiceException e) {
            if (S3Failures.isMissingObject(e)) {
                return Optional.empty();
            }
            throw S3Failures.of(e, location.place(key));
        } catch (SdkException e) {
            throw S3Failures.of(e, location.place(key));
        }
    }

    private Versioned readOnce(String key) {
        try (ResponseInputStream<GetObjectResponse> body = client.getObject(get(key).build())) {
            if (S3Failures.whole(body.response().contentLength()) > MAX_SMALL_BYTES) {
                body.abort();
                throw new NightmaskException(Failure.STORE_CORRUPTED, location.place(key));
            }
            return new Versioned(
                    body.readAllBytes(), S3Failures.whole(body.response().eTag()));
        } catch (IOException e) {
            throw SdkClientException.create("the body was cut", e);
        }
    }

    @Override
    public boolean writeIf(String key, byte[] body, @Nullable String expected) {
        PutObjectRequest.Builder put = PutObjectRequest.builder()
                .bucket(location.bucket())
                .key(location.objectKey(key))
                .contentType("application/json")
                .checksumCRC32(Digests.crc32(body, body.length));
        PutObjectRequest request = (expected == null ? put.ifNoneMatch("*") : put.ifMatch(expected)).build();
        try {
            attempts.make(() -> client.putObject(request, RequestBody.fromBytes(body)));
            return true;
        } catch (AwsServiceException e) {
            if (S3Failures.isLostRace(e) || (expected != null && S3Failures.isMissingObject(e))) {
                return isStored(key, body);
            }
            throw S3Failures.of(e, location.place(key));
        } catch (SdkException e) {
            throw S3Failures.of(e, location.place(key));
        }
    }

    /// A refused write was carried out all the same when its first answer was lost and the client, repeating
    /// it, ran into its own object.
    private boolean isStored(String key, byte[] body) {
        return read(key).filter(stored -> Arrays.equals(stored.body(), body)).isPresent();
    }

    @Override
    public InputStream open(String key, long offset) {
        GetObjectRequest.Builder get = get(key);
        return open(key, (offset > 0 ? get.range("bytes=" + offset + "-") : get).build());
    }

    @Override
    public InputStream open(String key, ByteRange range) {
        String bytes = "bytes=" + range.offset() + "-" + (range.end() - 1); // RFC 9110, 14.1.2: the last one counts.
        return open(key, get(key).range(bytes).build());
    }

    private InputStream open(String key, GetObjectRequest get) {
        try {
            return new StoreStream(attempts.make(() -> client.getObject(get)), e -> unreachable(key));
        } catch (AwsServiceException e) {
            if (e.statusCode() == 416) {
                return new ByteArrayInputStream(new byte[0]); // Nothing is left after the offset.
            }
            throw S3Failures.of(e, location.place(key));
        } catch (SdkException e) {
            throw S3Failures.of(e, location.place(key));
        }
    }

    @Override
    public List<String> keys(String prefix) {
        return request(
                "",
                () -> client
                        .listObjectsV2Paginator(
                                list -> list.bucket(location.bucket()).prefix(location.objectKey(prefix)))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .map(key -> key.substring(location.prefix().length()))
                        .sorted()
                        .toList());
    }

    @Override
    public void delete(String key) {
        request(
                key,
                () -> client.deleteObject(
                        delete -> delete.bucket(location.bucket()).key(location.objectKey(key))));
    }

    @Override
    public Optional<Presigned> presign(String key, String fileName, Duration life) {
        GetObjectRequest get = get(key).responseContentDisposition("attachment; filename=\"" + fileName + "\"")
                .responseContentType(BINARY)
                .build();
        Instant sessionEnd = request(
                key,
                () -> connection
                        .credentials()
                        .resolveCredentials()
                        .expirationTime()
                        .orElse(Instant.MAX));
        PresignedGetObjectRequest signed = request(
                key,
                () -> connection
                        .presigner()
                        .presignGetObject(
                                presign -> presign.getObjectRequest(get).signatureDuration(life)));
        Instant signatureEnd = signed.expiration().truncatedTo(ChronoUnit.SECONDS);
        SecretUrl url = SecretUrl.parse(signed.url().toString());
        return Optional.of(new Presigned(url, signatureEnd.isBefore(sessionEnd) ? signatureEnd : sessionEnd));
    }

    @Override
    public void close() {
        connection.close();
    }

    private <T> T request(String key, Supplier<T> request) {
        return S3Failures.attempt(location.place(key), () -> attempts.make(request));
    }

    private GetObjectRequest.Builder get(String key) {
        return GetObjectRequest.builder().bucket(location.bucket()).key(location.objectKey(key));
    }

    private NightmaskException unreachable(String key) {
        return new NightmaskException(Failure.STORE_UNREACHABLE, location.place(key));
    }
}
