package dev.nightmask.snapshot.copy;

import static dev.nightmask.snapshot.copy.CopyPlan.KEEP;
import static dev.nightmask.snapshot.copy.CopyPlan.SUPPRESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.mask.ValueType.Family;
import dev.nightmask.rules.Rule;
import dev.nightmask.rules.Rule.Pseudonymize.Kind;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowMaskerTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROWS = 20_000;

    @Test
    void tabInsideValueIsNotADelimiter() {
        assertEquals("a\\tb\tX\tc\\nd\n", mask("a\\tb\tsecret\\tsecret\tc\\nd\n", KEEP, replace("X"), KEEP));
    }

    @Test
    void keptColumnsAreCopiedByteForByte() {
        StringBuilder all = new StringBuilder();
        for (char c = 1; c < 0x80; c++) {
            all.append(
                    switch (c) {
                        case '\b' -> "\\b";
                        case '\f' -> "\\f";
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        case '\t' -> "\\t";
                        case 0x0b -> "\\v";
                        case '\\' -> "\\\\";
                        default -> String.valueOf(c);
                    });
        }
        String value = all + "häß 表 \uD83D\uDE00";
        assertEquals(
                value + "\tX\t" + value + "\n", mask(value + "\tsecret\t" + value + "\n", KEEP, replace("X"), KEEP));
        assertEquals(value + "\t" + value + "\n", mask(value + "\t" + value + "\n", KEEP, KEEP));
    }

    @Test
    void nullStaysNullAndIsNotMasked() {
        assertEquals("\\N\tX\t\\N\n", mask("\\N\tsecret\t\\N\n", replace("X"), replace("X"), KEEP));
    }

    @Test
    void valueThatReadsLikeNullIsMasked() {
        assertEquals("X\tX\n", mask("\\\\N\tN\n", replace("X"), replace("X")));
    }

    @Test
    void emptyFieldIsNotNull() {
        assertEquals("X\t\t\\N\n", mask("\t\t\\N\n", replace("X"), KEEP, KEEP));
    }

    @Test
    void suppressedFieldIsNullWhateverItHeld() {
        assertEquals("\\N\t\\N\t\\N\n", mask("secret\t\t\\N\n", SUPPRESS, SUPPRESS, SUPPRESS));
    }

    @Test
    void maskedValueIsEscapedAsTheServerDoes() {
        assertEquals("\\\\N\\ta\\nb\\rc\\b\\f\\v\\\\.\n", mask("x\n", replace("\\N\ta\nb\rc\b\f\u000b\\.")));
    }

    @Test
    void escapesAreUndoneBeforeMasking() {
        Rule text = new Rule.Pseudonymize(Kind.TEXT, Optional.empty());
        String masked = mask("a\\tb\n", text);
        // A pseudonym has the length and the character classes of the value: three characters, the middle a tab.
        assertEquals("a\\tb\n".length(), masked.length());
        assertTrue(masked.matches("[a-z]\\\\t[a-z]\n"), masked);
    }

    @Test
    void rowWithoutColumnsIsALineFeed() {
        assertEquals("\n", mask("\n"));
    }

    /// Fields of every length, so that they end at every place of a word of eight bytes.
    @Test
    void everyFieldOfEveryLengthIsFound() {
        var random = new Random(3);
        Rule[] rules = new Rule[9];
        for (int round = 0; round < 20_000; round++) {
            StringBuilder row = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (int column = 0; column < rules.length; column++) {
                boolean kept = random.nextBoolean();
                String field = "\u010a".repeat(random.nextInt(3)) + "x".repeat(random.nextInt(20));
                rules[column] = kept ? KEEP : replace("!");
                row.append(column == 0 ? "" : "\t").append(field);
                expected.append(column == 0 ? "" : "\t").append(kept ? field : "!");
            }
            assertEquals(expected + "\n", mask(row + "\n", rules));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n", "a\tb\n", "a\tb\tc\td\n", "a\tb\tc", "a\tb\nc\n", "a\tb\tc\nd\n", "\n", ""})
    void rowOfAnotherShapeIsNeverPassedOn(String row) {
        for (Rule last : new Rule[] {KEEP, replace("X")}) {
            for (Rule first : new Rule[] {KEEP, replace("X")}) {
                NightmaskException e = assertThrows(NightmaskException.class, () -> mask(row, first, KEEP, last));
                assertEquals(
                        new Problem(Failure.SOURCE_CHANGED, new Place.Table("s", "t")),
                        e.problems().getFirst());
            }
        }
    }

    @Test
    void rowForNoColumnsMayHoldNone() {
        assertThrows(NightmaskException.class, () -> mask("a\n"));
    }

    @Test
    void valueThatDoesNotFitIsReportedByItsColumnAlone() {
        Rule integer = new Rule.Pseudonymize(Kind.INTEGER, Optional.empty());
        RowMasker masker = new RowMasker(CopyPlan.of(Family.INTEGER, KEEP, integer), CopyPlan.maskers());
        NightmaskException e = assertThrows(
                NightmaskException.class, () -> masker.mask("1\thunter2\n".getBytes(UTF_8), new MaskedRows()));
        assertEquals(List.of(new Problem(Failure.RULE_FIELD, new Place.Column("s", "t", "c2"))), e.problems());
    }

    @Test
    void rowAllocatesNothingOnceTheBuffersHaveGrown() {
        Rule email = new Rule.Pseudonymize(Kind.EMAIL, Optional.empty());
        Rule phone = new Rule.Pseudonymize(Kind.PHONE, Optional.empty());
        Rule name = new Rule.Synthesize("name.firstName", "en");
        RowMasker masker = new RowMasker(
                CopyPlan.of(KEEP, replace("X\tY"), KEEP, SUPPRESS, email, phone, name), CopyPlan.maskers());
        byte[] row = "1\tse\\tcret\t\\N\tgone\tada@mail.test\t+44 20 7946 0958\tAda\n".getBytes(UTF_8);
        MaskedRows out = new MaskedRows();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            least = Math.min(least, allocated(masker, row, out));
        }
        // The measurement itself may allocate a little, once.
        assertTrue(least < 4096, least + " bytes in " + ROWS + " rows");
    }

    private static long allocated(RowMasker masker, byte[] row, MaskedRows out) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROWS; i++) {
            masker.mask(row, out);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static Rule replace(String text) {
        return new Rule.Replace(text);
    }

    private static String mask(String row, Rule... rules) {
        RowMasker masker = new RowMasker(CopyPlan.of(rules), CopyPlan.maskers());
        return CollectedText.of(out -> masker.mask(row.getBytes(UTF_8), out)).text();
    }
}
