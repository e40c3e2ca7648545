package dev.nightmask.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.snapshot.archive.ArchiveReader;
import dev.nightmask.snapshot.archive.Seal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What masking promises, on the way from one server to another.
class MaskedRunTest {
    /// Up to here a header holds its time, and the name that is a hash of it (magic, versions, sizes,
    /// compression, seven integers, one text).
    private static final int TIME_ENDS = 5 + 3 + 3 + 5 + 7 * 5 + 5 + "nightmask 01234567".length();

    /// Every value of every masked column, one a line.
    private static final String ORIGINALS = """
            SELECT unnest(ARRAY[email, full_name, phone, note, nickname, external::text, prefs ->> 'hobby'])
            FROM customer WHERE length(email) > 0
            UNION SELECT buyer_email FROM purchase UNION SELECT email FROM newsletter UNION SELECT host(address) FROM visit
            """;

    @TempDir
    private static Path directory;

    private static LocalPostgres source;
    private static LocalPostgres target;
    private static String rules;
    private static Path archive;

    @BeforeAll
    static void snapshotAndRestore() throws IOException {
        source = LocalPostgres.start(Map.of());
        target = LocalPostgres.start(Map.of());
        ClientProgram.createDatabase(source, "shop", "UTF8");
        Path script = Files.writeString(directory.resolve("shop.sql"), resource("shop.sql"));
        ClientProgram.run(
                source, "psql", List.of("-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", source.uri("shop")), script);
        rules = resource("shop.yaml");
        archive = snapshot(WholePath.KEY);
        WholePath.restore(archive, target, "dev");
    }

    @AfterAll
    static void stop() {
        source.close();
        target.close();
    }

    @Test
    void keptColumnsAreTheSameByteForByte() {
        for (String kept : List.of(
                "SELECT id, balance, prefs -> 'theme' FROM customer ORDER BY id",
                "SELECT id, customer, at FROM purchase ORDER BY id",
                "SELECT since FROM newsletter")) {
            assertEquals(ClientProgram.query(source, "shop", kept), ClientProgram.query(target, "dev", kept));
        }
    }

    @Test
    void maskedColumnsHoldNoneOfTheOriginals() throws IOException {
        List<String> originals = ClientProgram.query(source, "shop", ORIGINALS)
                .lines()
                .filter(value -> !value.isEmpty())
                .toList();
        assertTrue(originals.size() > 3500, () -> "only " + originals.size() + " originals");
        String unmasked = Files.readString(PlainDump.of(source, "shop", directory));
        String masked = Files.readString(PlainDump.of(target, "dev", directory));
        assertEquals(originals.size(), foundIn(unmasked, originals), "a search that finds nothing proves nothing");
        assertEquals(0, foundIn(masked, originals));
        assertEquals(-1, masked.toLowerCase(Locale.ROOT).indexOf("quokka"));
    }

    @Test
    void joinsOnASharedDomainGiveTheSameCounts() {
        for (String join : List.of(
                "SELECT count(*), count(DISTINCT email) FROM customer JOIN purchase ON email = buyer_email",
                "SELECT count(*) FROM newsletter JOIN customer USING (email)",
                "SELECT count(*) FROM customer WHERE email = prefs #>> '{mail,email}'",
                "SELECT count(*), sum(balance) FROM customer JOIN purchase ON customer.id = customer")) {
            String before = ClientProgram.query(source, "shop", join);
            assertNotEquals("0", before);
            assertEquals(before, ClientProgram.query(target, "dev", join));
        }
    }

    @Test
    void uniqueConstraintsHoldAndStayConstraints() {
        String distinct =
                "SELECT count(*), count(DISTINCT email), count(DISTINCT external), count(DISTINCT code) FROM customer";
        assertEquals("502|502|500|500", ClientProgram.query(target, "dev", distinct));
        String constraints =
                "SELECT string_agg(conname, ' ' ORDER BY conname) FROM pg_constraint WHERE conrelid >= 16384";
        assertEquals(ClientProgram.query(source, "shop", constraints), ClientProgram.query(target, "dev", constraints));
    }

    @Test
    void tableWithoutRowsKeepsItsStructure() {
        assertEquals("0", ClientProgram.query(target, "dev", "SELECT count(address) FROM visit"));
    }

    @Test
    void twoRunsWithOneKeyAgreeToTheByteButForTheTime() throws IOException {
        byte[] one = Files.readAllBytes(archive);
        byte[] other = Files.readAllBytes(snapshot(WholePath.KEY));
        assertEquals(one.length, other.length);
        List<Integer> differences = IntStream.range(0, one.length)
                .filter(at -> one[at] != other[at])
                .boxed()
                .toList();
        assertTrue(differences.stream().allMatch(at -> at < TIME_ENDS), differences::toString);
    }

    @Test
    void anotherKeyGivesOtherPseudonymsAndKeepsWhatIsKept() throws IOException {
        Path other = snapshot(WholePath.OTHER_KEY);
        assertEquals(seal(archive).tocDigest().length(), seal(other).tocDigest().length());
        assertNotEquals(seal(archive).blocks(), seal(other).blocks());
        WholePath.restore(other, target, "other_key");
        for (String masked : List.of("email", "full_name", "phone", "external", "code")) {
            String values = "SELECT string_agg(" + masked + "::text, ',' ORDER BY id) FROM customer";
            assertNotEquals(
                    ClientProgram.query(target, "dev", values), ClientProgram.query(target, "other_key", values));
        }
        String kept = "SELECT string_agg(balance::text, ',' ORDER BY id) FROM customer";
        assertEquals(ClientProgram.query(target, "dev", kept), ClientProgram.query(target, "other_key", kept));
    }

    private static long foundIn(String text, List<String> values) {
        return values.stream().filter(text::contains).count();
    }

    private static Path snapshot(String key) {
        return WholePath.snapshot(source.uri("shop"), rules, key, directory);
    }

    private static Seal seal(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ArchiveReader.check(in).seal();
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = MaskedRunTest.class.getResourceAsStream("/masked/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
