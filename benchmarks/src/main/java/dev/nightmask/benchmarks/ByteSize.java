package dev.nightmask.benchmarks;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number of bytes as people write it: `100m`, `1g`, `10g`. The letters count in powers of 1000, as disks do.
record ByteSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([kmg])");

    /// @throws IllegalArgumentException for anything else
    static ByteSize parse(String text) {
        Matcher parts = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a size like 100m or 1g: " + text);
        }
        long unit = switch (parts.group(2)) {
            case "k" -> 1_000;
            case "m" -> 1_000_000;
            default -> 1_000_000_000;
        };
        return new ByteSize(Long.parseLong(parts.group(1)) * unit);
    }

    @Override
    public String toString() {
        return bytes % 1_000_000_000 == 0 ? bytes / 1_000_000_000 + " GB" : bytes / 1_000_000 + " MB";
    }
}
