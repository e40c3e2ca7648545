package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Says what an answer of S3 means. Of the SDK's exception only status and error code are looked at; its
/// message can quote the request.
final class S3Failures {
    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AllAccessDisabled",
            "AuthorizationHeaderMalformed",
            "ExpiredToken",
            "InvalidAccessKeyId",
            "InvalidToken",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch",
            "TokenRefreshRequired");
    private static final Set<String> CORRUPTED =
            Set.of("BadDigest", "IncompleteBody", "InvalidDigest", "InvalidPart", "XAmzContentSHA256Mismatch");

    private S3Failures() {}

    /// Runs a request.
    static <T> T attempt(Place place, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw of(e, place);
        }
    }

    static NightmaskException of(SdkException e, Place place) {
        return new NightmaskException(e instanceof AwsServiceException answer ? meaning(answer) : meaning(e), place);
    }

    /// Whether S3 says that the object is not there, the bucket being there.
    static boolean isMissingObject(AwsServiceException e) {
        return e.statusCode() == 404 && !code(e).equals("NoSuchBucket");
    }

    /// Whether a conditional request found another object than it expected.
    static boolean isLostRace(AwsServiceException e) {
        return e.statusCode() == 412 || (e.statusCode() == 409 && code(e).equals("ConditionalRequestConflict"));
    }

    private static Failure meaning(AwsServiceException e) {
        String code = code(e);
        if (code.equals("NoSuchBucket")) {
            return Failure.STORE_MISSING;
        }
        if (DENIED.contains(code) || e.statusCode() == 401 || e.statusCode() == 403) {
            return Failure.STORE_DENIED;
        }
        if (CORRUPTED.contains(code)) {
            return Failure.STORE_CORRUPTED;
        }
        if (isLostRace(e)) {
            return Failure.ALREADY_PUBLISHED;
        }
        if (e.statusCode() == 404) {
            return Failure.SNAPSHOT_MISSING;
        }
        boolean elsewhere = e.statusCode() < 400 || e.statusCode() >= 500;
        return elsewhere ? Failure.STORE_UNREACHABLE : Failure.STORE_UNWRITABLE;
    }

    /// Without an answer either the network failed, or no credentials were found to ask with.
    private static Failure meaning(SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return Failure.STORE_UNREACHABLE;
            }
        }
        return Failure.STORE_DENIED;
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
    }
}
