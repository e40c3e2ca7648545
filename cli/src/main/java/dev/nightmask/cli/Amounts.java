package dev.nightmask.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rows, bytes, rates and times as a person reads them.
final class Amounts {
    private static final double NANOS = 1e9;
    /// A rate over less than this says nothing.
    private static final double MIN_SECONDS = 0.5;

    private Amounts() {}

    /// Work that is done.
    static String done(long rows, long bytes, long nanos) {
        List<String> parts = counts(rows, bytes);
        parts.add(String.format(Locale.ROOT, "%.1f s", nanos / NANOS));
        return String.join(", ", parts);
    }

    /// Work that goes on.
    ///
    /// @param totalBytes an estimate, 0 when unknown
    static String underWay(long rows, long bytes, long totalBytes, long nanos) {
        List<String> parts = counts(rows, bytes);
        double seconds = nanos / NANOS;
        if (bytes > 0 && seconds >= MIN_SECONDS) {
            double rate = bytes / seconds;
            parts.add(bytes((long) rate) + "/s");
            if (totalBytes > bytes) {
                parts.add(bytes * 100 / totalBytes + " %");
                parts.add(time(Duration.ofSeconds((long) ((totalBytes - bytes) / rate))) + " left");
            }
        }
        return parts.isEmpty() ? "..." : String.join(", ", parts);
    }

    /// Things that are done.
    static String doneThings(long things, long nanos) {
        return String.format(Locale.ROOT, "%,d, %.1f s", things, nanos / NANOS);
    }

    /// Things of which some are done.
    static String thingsUnderWay(long things, int total, long nanos) {
        String done = String.format(Locale.ROOT, "%,d of %,d", things, total);
        return things == 0 || things >= total
                ? done
                : done + ", " + time(Duration.ofNanos(nanos / things * (total - things))) + " left";
    }

    /// For example `12.3 MB`; 1 MB is 1,000,000 bytes.
    static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double amount = bytes;
        int unit = -1;
        while (amount >= 999.95) {
            amount /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %sB", amount, "kMGTPE".charAt(unit));
    }

    /// For example `1,234,567`.
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// For example `2 h 05 min`, `3 min 00 s` or `12 s`.
    static String time(Duration duration) {
        if (duration.toHours() > 0) {
            return String.format(Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
        }
        if (duration.toMinutes() > 0) {
            return String.format(Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
        }
        return duration.toSeconds() + " s";
    }

    private static List<String> counts(long rows, long bytes) {
        List<String> parts = new ArrayList<>();
        if (rows > 0) {
            parts.add(count(rows) + " rows");
        }
        if (bytes > 0) {
            parts.add(bytes(bytes));
        }
        return parts;
    }
}
