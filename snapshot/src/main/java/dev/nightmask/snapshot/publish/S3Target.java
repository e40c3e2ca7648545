package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.publish.S3Settings.Patience;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// The object that an upload makes. It carries a token, by which an upload whose last answer was lost is told
/// from a stranger's.
final class S3Target {
    static final String BINARY = "application/octet-stream";

    private static final String TOKEN = "nightmask-upload";
    private static final int FORBIDDEN = 403;

    /// What a connection carries in a minute that deserves the name.
    private static final int BYTES_FOR_PATIENCE = 16 << 20;

    private final S3Client client;
    private final Attempts attempts;
    private final S3Location location;
    private final String key;
    private final Map<String, String> metadata = Map.of(TOKEN, UUID.randomUUID().toString());

    S3Target(S3Client client, Attempts attempts, S3Location location, String key) {
        this.client = client;
        this.attempts = attempts;
        this.location = location;
        this.key = key;
    }

    Place place() {
        return location.place(key);
    }

    String bucket() {
        return location.bucket();
    }

    String objectKey() {
        return location.objectKey(key);
    }

    Map<String, String> metadata() {
        return metadata;
    }

    /// The patience with a small request.
    Patience patience() {
        return attempts.patience();
    }

    /// The patience with a request that carries a part.
    Patience patienceWith(Part part) {
        return patience().times(1 + part.length() / BYTES_FOR_PATIENCE);
    }

    /// Makes a request, again after what passes.
    <T> T request(Patience patience, Function<S3Client, T> request) {
        return S3Failures.attempt(place(), () -> attempts.make(patience, () -> request.apply(client)));
    }

    /// Writes the object by one request.
    void put(Part whole) {
        String crc32 = Digests.crc32(whole.bytes(), whole.length());
        makeObject(
                whole.length(),
                patienceWith(whole),
                s3 -> s3.putObject(
                                put -> put.bucket(bucket())
                                        .key(objectKey())
                                        .contentType(BINARY)
                                        .checksumCRC32(crc32)
                                        .metadata(metadata)
                                        .ifNoneMatch("*"),
                                body(whole))
                        .eTag());
    }

    /// Makes the request after which the object is there, and looks at what is stored then.
    ///
    /// @param request returns the object's ETag
    void makeObject(long sizeBytes, Patience patience, Function<S3Client, String> request) {
        String eTag;
        try {
            eTag = attempts.make(patience, () -> S3Failures.whole(request.apply(client)));
        } catch (SdkException e) {
            NightmaskException first = S3Failures.of(e, place());
            if (!arrivedAnyway(sizeBytes, first)) {
                throw first;
            }
            return;
        }
        if (stored(patience()).filter(it -> it.is(sizeBytes, eTag)).isEmpty()) {
            throw new NightmaskException(Failure.STORE_CORRUPTED, place());
        }
    }

    /// Removes the object if this upload made it: its last request may be carried out after it was given up.
    void removeOurs() {
        if (stored(patience().hurried()).filter(Stored::ours).isPresent()) {
            request(
                    patience().hurried(),
                    s3 -> s3.deleteObject(delete -> delete.bucket(bucket()).key(objectKey())));
        }
    }

    static RequestBody body(Part part) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(part.bytes(), 0, part.length()), part.length(), BINARY);
    }

    /// A request that seems to have failed may have been carried out, its answer lost.
    private boolean arrivedAnyway(long sizeBytes, NightmaskException first) {
        try {
            return stored(patience())
                    .filter(it -> it.ours() && it.sizeBytes() == sizeBytes)
                    .isPresent();
        } catch (NightmaskException more) {
            first.addSuppressed(more);
            return false;
        }
    }

    /// What is there under the key.
    ///
    /// @param ours whether it carries this upload's token; false where only the list could be read
    private record Stored(long sizeBytes, String eTag, boolean ours) {
        boolean is(long size, String tag) {
            return sizeBytes == size && eTag.replace("\"", "").equals(tag.replace("\"", ""));
        }
    }

    private Optional<Stored> stored(Patience patience) {
        return request(patience, s3 -> {
            try {
                HeadObjectResponse head =
                        s3.headObject(request -> request.bucket(bucket()).key(objectKey()));
                return Optional.of(new Stored(
                        S3Failures.whole(head.contentLength()),
                        S3Failures.whole(head.eTag()),
                        metadata.equals(head.metadata())));
            } catch (AwsServiceException e) {
                if (S3Failures.isMissingObject(e)) {
                    return Optional.empty();
                }
                if (e.statusCode() == FORBIDDEN) {
                    return listed(s3);
                }
                throw e;
            }
        });
    }

    /// S3 lets nobody see the head of an object who may not read it, and whoever makes snapshots on AWS may not read
    /// them. The list says as much, but for the token.
    private Optional<Stored> listed(S3Client s3) {
        return s3
                .listObjectsV2(list -> list.bucket(bucket()).prefix(objectKey()).maxKeys(1))
                .contents()
                .stream()
                .filter(object -> object.key().equals(objectKey()))
                .map(object -> new Stored(S3Failures.whole(object.size()), S3Failures.whole(object.eTag()), false))
                .findFirst();
    }
}
