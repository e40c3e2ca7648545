package dev.nightmask.demo;

import java.io.InputStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// Compares and writes in one step, as S3 does: s3proxy itself compares If-Match some time before it writes,
/// so that two writers with the same condition could both succeed.
final class AtomicWrites extends ForwardingBlobStore {
    AtomicWrites(BlobStore objects) {
        super(objects);
    }

    @Override
    public synchronized PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
        String expected = request.ifMatch();
        if (expected != null && !isStored(request, unquoted(expected))) {
            throw S3Exceptions.fromStatusCode(412);
        }
        return super.putBlob(request, body);
    }

    private boolean isStored(PutObjectRequest request, String expected) {
        HeadObjectResponse present = blobMetadataIfPresent(request.bucket(), request.key());
        return present != null && unquoted(present.eTag()).equals(expected);
    }

    private static String unquoted(String eTag) {
        return eTag.replace("\"", "");
    }
}
