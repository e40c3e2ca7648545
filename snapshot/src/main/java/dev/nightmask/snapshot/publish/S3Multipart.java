package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.publish.S3Settings.Patience;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// The requests of one multipart upload. Each part carries its CRC-32, and what S3 says it received is compared
/// with it. Parts may be sent by several threads.
record S3Multipart(S3Target target, String uploadId) {
    /// S3 may take minutes to join ten thousand.
    private static final int PARTS_FOR_PATIENCE = 2_000;

    /// Begins an upload. One that was begun as well, its answer lost, is ended.
    static S3Multipart begin(S3Target target) {
        AtomicInteger asked = new AtomicInteger();
        String uploadId = target.request(target.patience(), s3 -> {
            asked.incrementAndGet();
            return S3Failures.whole(s3.createMultipartUpload(upload -> upload.bucket(target.bucket())
                            .key(target.objectKey())
                            .contentType(S3Target.BINARY)
                            .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                            .metadata(target.metadata()))
                    .uploadId());
        });
        if (asked.get() > 1) {
            abortAllBut(uploadId, target);
        }
        return new S3Multipart(target, uploadId);
    }

    CompletedPart send(Part part) {
        String crc32 = Digests.crc32(part.bytes(), part.length());
        CompletedPart receipt = target.request(
                target.patienceWith(part),
                s3 -> receipt(
                        part,
                        s3.uploadPart(
                                upload -> upload.bucket(target.bucket())
                                        .key(target.objectKey())
                                        .uploadId(uploadId)
                                        .partNumber(part.number())
                                        .checksumCRC32(crc32),
                                S3Target.body(part))));
        if (!crc32.equals(Objects.requireNonNullElse(receipt.checksumCRC32(), crc32))) {
            throw new NightmaskException(Failure.STORE_CORRUPTED, target.place());
        }
        return receipt.toBuilder().checksumCRC32(crc32).build();
    }

    private static CompletedPart receipt(Part part, UploadPartResponse received) {
        return CompletedPart.builder()
                .partNumber(part.number())
                .eTag(S3Failures.whole(received.eTag()))
                .checksumCRC32(received.checksumCRC32())
                .build();
    }

    /// Joins the parts to an object.
    ///
    /// @param parts all of them, in the order of their numbers
    void complete(List<CompletedPart> parts, long sizeBytes) {
        target.makeObject(
                sizeBytes,
                target.patience().times(1 + parts.size() / PARTS_FOR_PATIENCE),
                s3 -> s3.completeMultipartUpload(complete -> complete.bucket(target.bucket())
                                .key(target.objectKey())
                                .uploadId(uploadId)
                                .multipartUpload(all -> all.parts(parts))
                                .ifNoneMatch("*"))
                        .eTag());
    }

    /// Ends the upload with all parts that have arrived. Nothing happens when it has ended already.
    void abort() {
        abort(uploadId, target);
    }

    /// Ends every upload of a key but one.
    ///
    /// @param uploadId empty for every one
    static void abortAllBut(String uploadId, S3Target target) {
        target
                .request(
                        target.patience().hurried(),
                        s3 -> s3.listMultipartUploads(
                                list -> list.bucket(target.bucket()).prefix(target.objectKey())))
                .uploads()
                .stream()
                .filter(open -> open.key().equals(target.objectKey())
                        && !open.uploadId().equals(uploadId))
                .forEach(open -> abort(open.uploadId(), target));
    }

    private static void abort(String uploadId, S3Target target) {
        Patience patience = target.patience().hurried();
        boolean unused = target.request(patience, s3 -> {
            try {
                s3.abortMultipartUpload(abort ->
                        abort.bucket(target.bucket()).key(target.objectKey()).uploadId(uploadId));
                return true;
            } catch (AwsServiceException e) {
                if (S3Failures.isMissingObject(e)) {
                    return false;
                }
                throw e;
            }
        });
    }
}
