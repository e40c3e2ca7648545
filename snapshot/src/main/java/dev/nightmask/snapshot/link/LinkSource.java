package dev.nightmask.snapshot.link;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.publish.SecretUrl;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An archive behind a link. Its tag is the ETag. Redirects are refused: a signature holds for one host.
///
/// @param clock tells an expired link when the server does not say what time it is
record LinkSource(SecretUrl link, Clock clock) implements ByteSource {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 60_000;

    /// RFC 9110, 14.4.
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18})");

    @Override
    public Bytes open(long offset, String tag) {
        boolean resumes = offset > 0 && !tag.isEmpty();
        try {
            HttpURLConnection connection = connect();
            if (resumes) {
                connection.setRequestProperty("Range", "bytes=" + offset + "-");
                connection.setRequestProperty("If-Match", tag);
            }
            return switch (connection.getResponseCode()) {
                case 200 -> bytes(connection, 0, connection.getContentLengthLong());
                case 206 -> rest(connection, offset);
                case 412, 416 -> restart(connection, resumes);
                default -> throw refusal(connection);
            };
        } catch (IOException e) {
            throw failure(Failure.LINK_UNREACHABLE); // Its message holds the link.
        }
    }

    private HttpURLConnection connect() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) link.reveal().toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestProperty("Accept-Encoding", "identity");
        return connection;
    }

    private static Bytes bytes(HttpURLConnection connection, long offset, long sizeBytes) throws IOException {
        if (sizeBytes < 0) {
            throw failure(Failure.LINK_REFUSED);
        }
        String tag = Objects.requireNonNullElse(connection.getHeaderField("ETag"), "");
        return new Bytes(connection.getInputStream(), offset, sizeBytes, tag);
    }

    private static Bytes rest(HttpURLConnection connection, long offset) throws IOException {
        Matcher range =
                CONTENT_RANGE.matcher(Objects.requireNonNullElse(connection.getHeaderField("Content-Range"), ""));
        if (!range.matches() || Long.parseLong(range.group(1)) != offset) {
            throw failure(Failure.LINK_REFUSED);
        }
        return bytes(connection, offset, Long.parseLong(range.group(2)));
    }

    /// What is there is of another archive.
    private Bytes restart(HttpURLConnection connection, boolean resumed) {
        connection.disconnect();
        if (!resumed) {
            throw failure(Failure.LINK_REFUSED);
        }
        return open(0, "");
    }

    private NightmaskException refusal(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status >= 500 || status == 408 || status == 429) {
            return failure(Failure.LINK_UNREACHABLE);
        }
        long serverMillis = connection.getHeaderFieldDate("Date", clock.millis());
        boolean late = LinkExpiry.of(link.reveal())
                .map(expiry -> serverMillis >= expiry.toEpochMilli())
                .orElse(false);
        boolean denied = status == 400 || status == 401 || status == 403;
        return failure(denied && late ? Failure.LINK_EXPIRED : Failure.LINK_REFUSED);
    }

    private static NightmaskException failure(Failure failure) {
        return new NightmaskException(failure, new Place.Nowhere());
    }
}
