package dev.nightmask.snapshot.link;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a presigned URL ends by its own word: `X-Amz-Date` and `X-Amz-Expires` of Signature Version 4.
final class LinkExpiry {
    private static final Pattern DATE = Pattern.compile("(?:^|&)X-Amz-Date=([0-9]{8}T[0-9]{6}Z)(?:&|$)");
    private static final Pattern SECONDS = Pattern.compile("(?:^|&)X-Amz-Expires=([0-9]{1,6})(?:&|$)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private LinkExpiry() {}

    static Optional<Instant> of(URI link) {
        String query = link.getRawQuery() == null ? "" : link.getRawQuery();
        Matcher date = DATE.matcher(query);
        Matcher seconds = SECONDS.matcher(query);
        if (!date.find() || !seconds.find()) {
            return Optional.empty();
        }
        try {
            Instant signed = LocalDateTime.parse(date.group(1), TIME).toInstant(ZoneOffset.UTC);
            return Optional.of(signed.plusSeconds(Long.parseLong(seconds.group(1))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
