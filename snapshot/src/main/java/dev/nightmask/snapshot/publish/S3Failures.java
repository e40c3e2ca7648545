package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
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

    private static final Set<String> PASSING = Set.of(
            "BadDigest",
            "IncompleteBody",
            "InternalError",
            "RequestTimeTooSkewed",
            "RequestTimeout",
            "ServiceUnavailable",
            "SlowDown",
            "XAmzContentSHA256Mismatch");
    private static final Set<Integer> BUSY = Set.of(429, 500, 502, 503, 504);

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

    /// Whether the same request may succeed a little later. A part that was damaged on its way may arrive whole
    /// the next time, and after RequestTimeTooSkewed the SDK knows the server's time.
    static boolean passes(SdkException e) {
        return e instanceof AwsServiceException answer
                ? BUSY.contains(answer.statusCode()) || PASSING.contains(code(answer))
                : e instanceof ApiCallAttemptTimeoutException || isCausedBy(IOException.class, e);
    }

    /// Takes what every whole answer holds. One that was cut within its head comes through the URL connection
    /// as if the rest of the head had never been meant.
    static <T> T whole(@Nullable T value) {
        if (value == null) {
            throw SdkClientException.create("the answer was cut", new EOFException());
        }
        return value;
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
        if (BUSY.contains(e.statusCode()) || PASSING.contains(code)) {
            return Failure.STORE_BUSY;
        }
        return e.statusCode() < 400 ? Failure.STORE_UNREACHABLE : Failure.STORE_UNWRITABLE;
    }

    /// Without an answer either the network failed, or no credentials were found to ask with.
    private static Failure meaning(SdkException e) {
        if (e instanceof AbortedException) {
            return Failure.INTERRUPTED;
        }
        if (e instanceof ApiCallAttemptTimeoutException || isCausedBy(SocketTimeoutException.class, e)) {
            return Failure.STORE_SILENT;
        }
        return isCausedBy(IOException.class, e) ? Failure.STORE_UNREACHABLE : Failure.STORE_DENIED;
    }

    private static boolean isCausedBy(Class<? extends Throwable> type, Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).anyMatch(type::isInstance);
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
    }
}
