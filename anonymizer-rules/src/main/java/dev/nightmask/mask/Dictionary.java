package dev.nightmask.mask;

import static java.util.stream.Collectors.toSet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Up to 4096 distinct generated values from which rows pick by keyed hash.
///
/// What it holds depends on directive and locale alone, not on the run, the machine or the key; so it is
/// filled once in a process and shared. Filling takes up to a second, a pick some nanoseconds. Immutable.
final class Dictionary {
    private static final int ENTRIES = 4096;
    /// Directives with few values end here: their entries are then all that they have.
    private static final int DRAWS = 2 * ENTRIES;

    /// How many are drawn twice.
    private static final int SAMPLE = 64;

    private static final ConcurrentHashMap<Source, Dictionary> FILLED = new ConcurrentHashMap<>();

    private record Source(String directive, String locale) {}

    private final byte[][] entries;
    private final int[] characters;
    private final int shortest;

    private Dictionary(Set<String> values) {
        entries = values.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        characters = values.stream()
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .toArray();
        shortest = Arrays.stream(characters).min().orElse(Integer.MAX_VALUE);
    }

    /// The dictionary of a directive; empty when javafaker has no such directive or locale.
    static Dictionary of(String directive, String locale) {
        return FILLED.computeIfAbsent(new Source(directive, locale), Dictionary::fill);
    }

    /// Whether any entry has at most so many characters.
    ///
    /// @param maxLength 0 when unlimited
    boolean fits(int maxLength) {
        return entries.length > 0 && (maxLength == 0 || shortest <= maxLength);
    }

    /// The entry that a hash stands for; where that one is too long, the next that is not. So columns with
    /// different room still agree on most values. Call only when it [#fits].
    ///
    /// @param hash any number; all entries are equally likely
    byte[] pick(long hash, int maxLength) {
        int at = (int) Math.unsignedMultiplyHigh(hash, entries.length);
        while (maxLength > 0 && characters[at] > maxLength) {
            at = at + 1 == entries.length ? 0 : at + 1;
        }
        return entries[at];
    }

    /// Two fillings with one seed must agree: some directives draw from elsewhere (`internet.uuid`,
    /// `internet.userAgentAny`), and with
    /// those no two nights would.
    private static Dictionary fill(Source source) {
        Set<String> values = draw(source, ENTRIES);
        boolean repeatable =
                draw(source, SAMPLE).equals(values.stream().limit(SAMPLE).collect(toSet()));
        return new Dictionary(repeatable ? values : Set.of());
    }

    /// Up to so many distinct values, or fewer if that takes too many draws.
    private static Set<String> draw(Source source, int most) {
        Set<String> values = new LinkedHashSet<>();
        Optional<Javafaker> faker = Javafaker.open(source.directive(), source.locale(), seed(source));
        for (int draw = 0; faker.isPresent() && draw < DRAWS && values.size() < most; draw++) {
            Optional<String> value = faker.get().next();
            if (value.isEmpty()) {
                break;
            }
            value.filter(Dictionary::isUsable).ifPresent(values::add);
        }
        return values;
    }

    /// Fixed by directive and locale, and no secret: the key has its say when a row picks.
    private static long seed(Source source) {
        try {
            byte[] text = (source.directive() + "\n" + source.locale()).getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Not blank, no control characters (a NUL above all) and no half of a surrogate pair.
    private static boolean isUsable(String value) {
        return !value.isBlank()
                && value.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
