package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// The requests of one upload. Each part carries its CRC-32, and what S3 says it received is compared with
/// it. The object carries a token, by which an upload whose last answer was lost is told from a stranger's.
final class S3Target {
    private static final String BINARY = "application/octet-stream";
    private static final String TOKEN = "nightmask-upload";

    private final S3Client client;
    private final S3Location location;
    private final String key;
    private final Map<String, String> metadata = Map.of(TOKEN, UUID.randomUUID().toString());

    S3Target(S3Client client, S3Location location, String key) {
        this.client = client;
        this.location = location;
        this.key = key;
    }

    Place place() {
        return location.place(key);
    }

    /// Begins a multipart upload and returns its id.
    String begin() {
        return S3Failures.attempt(
                place(),
                () -> client.createMultipartUpload(upload -> upload.bucket(location.bucket())
                                .key(location.objectKey(key))
                                .contentType(BINARY)
                                .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                                .metadata(metadata))
                        .uploadId());
    }

    CompletedPart send(String uploadId, int number, byte[] bytes, int length) {
        String crc32 = Digests.crc32(bytes, length);
        UploadPartResponse received = S3Failures.attempt(
                place(),
                () -> client.uploadPart(
                        part -> part.bucket(location.bucket())
                                .key(location.objectKey(key))
                                .uploadId(uploadId)
                                .partNumber(number)
                                .checksumCRC32(crc32),
                        body(bytes, length)));
        if (received.eTag() == null || !crc32.equals(Objects.requireNonNullElse(received.checksumCRC32(), crc32))) {
            throw new NightmaskException(Failure.STORE_CORRUPTED, place());
        }
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(received.eTag())
                .checksumCRC32(crc32)
                .build();
    }

    /// Joins the parts to an object.
    void complete(String uploadId, List<CompletedPart> parts, long sizeBytes) {
        confirm(
                sizeBytes,
                () -> client.completeMultipartUpload(complete -> complete.bucket(location.bucket())
                                .key(location.objectKey(key))
                                .uploadId(uploadId)
                                .multipartUpload(all -> all.parts(parts))
                                .ifNoneMatch("*"))
                        .eTag());
    }

    /// Writes the object at once.
    void put(byte[] bytes, int length) {
        confirm(
                length,
                () -> client.putObject(
                                put -> put.bucket(location.bucket())
                                        .key(location.objectKey(key))
                                        .contentType(BINARY)
                                        .checksumCRC32(Digests.crc32(bytes, length))
                                        .metadata(metadata)
                                        .ifNoneMatch("*"),
                                body(bytes, length))
                        .eTag());
    }

    void abort(String uploadId) {
        S3Failures.attempt(
                place(),
                () -> client.abortMultipartUpload(abort -> abort.bucket(location.bucket())
                        .key(location.objectKey(key))
                        .uploadId(uploadId)));
    }

    /// Runs the last request and looks at what is stored then.
    private void confirm(long sizeBytes, Supplier<String> request) {
        String eTag;
        try {
            eTag = request.get();
        } catch (SdkException e) {
            NightmaskException first = S3Failures.of(e, place());
            if (!arrivedAnyway(sizeBytes, first)) {
                throw first;
            }
            return;
        }
        HeadObjectResponse stored = S3Failures.attempt(place(), this::head);
        if (!isOurs(stored, sizeBytes) || !stored.eTag().equals(eTag)) {
            throw new NightmaskException(Failure.STORE_CORRUPTED, place());
        }
    }

    /// A request that seems to have failed may have been carried out, its answer lost.
    private boolean arrivedAnyway(long sizeBytes, NightmaskException first) {
        try {
            return isOurs(head(), sizeBytes);
        } catch (AwsServiceException e) {
            if (!S3Failures.isMissingObject(e)) {
                first.addSuppressed(S3Failures.of(e, place()));
            }
            return false;
        } catch (SdkException e) {
            first.addSuppressed(S3Failures.of(e, place()));
            return false;
        }
    }

    private boolean isOurs(HeadObjectResponse stored, long sizeBytes) {
        return stored.contentLength() == sizeBytes && metadata.equals(stored.metadata());
    }

    private HeadObjectResponse head() {
        return client.headObject(head -> head.bucket(location.bucket()).key(location.objectKey(key)));
    }

    private static RequestBody body(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(bytes, 0, length), length, BINARY);
    }
}
