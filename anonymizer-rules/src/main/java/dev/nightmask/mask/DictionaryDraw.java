package dev.nightmask.mask;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Draws what a [Dictionary] holds from javafaker, in half a second or so.
final class DictionaryDraw {
    private static final int ENTRIES = 4096;
    /// Directives with few values end here: their entries are then all that they have.
    private static final int DRAWS = 2 * ENTRIES;

    /// How many are drawn twice.
    private static final int SAMPLE = 64;

    private DictionaryDraw() {}

    /// Distinct values in UTF-8, each with a line feed behind it; nothing when javafaker has no such directive or
    /// locale.
    ///
    /// Two drawings with one seed must agree: some directives draw from elsewhere (`internet.uuid`,
    /// `internet.userAgentAny`), and with those no two nights would. For them there is nothing either.
    static byte[] of(String directive, String locale) {
        Optional<Javafaker> faker = Javafaker.open(directive, locale);
        if (faker.isEmpty()) {
            return new byte[0];
        }
        long seed = seed(directive, locale);
        Set<String> values = draw(faker.get(), seed, ENTRIES);
        Set<String> again = draw(faker.get(), seed, SAMPLE);
        boolean repeatable =
                List.copyOf(again).equals(values.stream().limit(SAMPLE).toList());
        StringBuilder text = new StringBuilder();
        if (repeatable) {
            values.forEach(value -> text.append(value).append('\n'));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Up to so many distinct values, or fewer if that takes too many draws.
    private static Set<String> draw(Javafaker faker, long seed, int most) {
        Set<String> values = new LinkedHashSet<>();
        faker.restart(seed);
        for (int draw = 0; draw < DRAWS && values.size() < most; draw++) {
            Optional<String> value = faker.next();
            if (value.isEmpty()) {
                break;
            }
            value.filter(DictionaryDraw::isUsable).ifPresent(values::add);
        }
        return values;
    }

    /// Fixed by directive and locale, and no secret: the key has its say when a row picks.
    private static long seed(String directive, String locale) {
        try {
            byte[] text = (directive + "\n" + locale).getBytes(StandardCharsets.UTF_8);
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
