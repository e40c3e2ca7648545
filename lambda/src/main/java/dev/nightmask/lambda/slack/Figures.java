package dev.nightmask.lambda.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Sizes, ages and counts as a person reads them.
public final class Figures {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Figures() {}

    /// For example `12.3 MB`; 1 MB is 1,000,000 bytes.
    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        }
        double amount = bytes;
        int unit = -1;
        while (amount >= 999.95 && unit < UNITS.length - 1) {
            amount /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    public static String count(long things) {
        return String.format(Locale.ROOT, "%,d", things);
    }

    /// For example `9 h 12 min`.
    public static String age(Duration age) {
        if (age.toDays() >= 2) {
            return age.toDays() + " days";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h " + age.toMinutesPart() + " min";
        }
        return Math.max(0, age.toMinutes()) + " min";
    }

    public static String minute(Instant time) {
        return MINUTE.format(time);
    }

    public static String second(Instant time) {
        return SECOND.format(time);
    }
}
