package dev.nightmask.snapshot.catalog;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of PostgreSQL, for example 15.18. A beta counts as minor 0.
public record PostgresVersion(int major, int minor) implements Comparable<PostgresVersion> {
    private static final Pattern TEXT = Pattern.compile("\\(PostgreSQL\\) (\\d{1,3})(?:\\.(\\d{1,4}))?");

    /// All supported majors are released on the same days. Adding this to a minor gives the release of that
    /// day counted as 15.x counts it: 14.23, 15.18, 16.14, 17.10 and 18.4 are of one day.
    private static final Map<Integer, Integer> AHEAD_OF_15 = Map.of(14, -5, 15, 0, 16, 4, 17, 8, 18, 14);

    /// The first day's releases without CVE-2026-6477, CVE-2025-8714 and CVE-2024-7348, counted as 15.x.
    private static final int SAFE_RELEASE = 18;

    private static final int NEWEST_KNOWN = 18;
    private static final int OLDEST_KNOWN = 14;

    @Override
    public int compareTo(PostgresVersion other) {
        return Comparator.comparingInt(PostgresVersion::major)
                .thenComparingInt(PostgresVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }

    /// From the parameter `server_version_num`, for example 150018.
    static PostgresVersion ofNumber(int number) {
        return new PostgresVersion(number / 10_000, number % 10_000);
    }

    /// From what a client program prints for `--version`.
    static Optional<PostgresVersion> ofProgram(String output) {
        Matcher matcher = TEXT.matcher(output);
        if (!matcher.find()) {
            return Optional.empty();
        }
        int minor = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return Optional.of(new PostgresVersion(Integer.parseInt(matcher.group(1)), minor));
    }

    /// Whether a client program of this version holds the fixes that reading a hostile server asks for.
    boolean isSafe() {
        return major > NEWEST_KNOWN || release().orElse(0) >= SAFE_RELEASE;
    }

    /// Whether a pg_dump of this version knows everything that a server of the other version writes into its
    /// catalogs. A minor release may add to them, so the day of release counts beside the major version.
    boolean knows(PostgresVersion server) {
        return major >= server.major && isReleasedWith(server);
    }

    private boolean isReleasedWith(PostgresVersion server) {
        OptionalInt ours = release();
        OptionalInt theirs = server.release();
        if (ours.isPresent() && theirs.isPresent()) {
            return ours.getAsInt() >= theirs.getAsInt();
        }
        return major != server.major || minor >= server.minor;
    }

    /// The lowest version of the server's own major that is safe and knows the server.
    static PostgresVersion neededFor(PostgresVersion server) {
        int major = Math.max(server.major, OLDEST_KNOWN);
        int floor = major > NEWEST_KNOWN ? 0 : SAFE_RELEASE - AHEAD_OF_15.getOrDefault(major, 0);
        return new PostgresVersion(major, major == server.major ? Math.max(floor, server.minor) : floor);
    }

    private OptionalInt release() {
        Integer ahead = AHEAD_OF_15.get(major);
        return ahead == null ? OptionalInt.empty() : OptionalInt.of(minor + ahead);
    }
}
