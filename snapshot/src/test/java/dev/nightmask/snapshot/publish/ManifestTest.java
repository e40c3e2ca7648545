package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
    private static final String JSON = """
            {
              "format" : 2,
              "id" : "20261121T020000Z-7f3a91",
              "name" : "shop",
              "startedAt" : "2026-11-21T02:00:00Z",
              "finishedAt" : "2026-11-21T02:05:00.123Z",
              "nightmaskVersion" : "0.1.0",
              "serverVersion" : "15.18",
              "pgDumpVersion" : "15.18",
              "archive" : {
                "sha256" : "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "headBytes" : 1000,
                "sizeBytes" : 123456
              },
              "seal" : {
                "format" : 2,
                "sources" : [ {
                  "systemIdentifier" : "7300000000000000001",
                  "databaseOid" : 16384
                } ],
                "rulesDigest" : "aa",
                "codec" : "zlib:1",
                "engine" : "JDK",
                "tocDigest" : "bb",
                "tables" : [ {
                  "schema" : "public",
                  "table" : "users",
                  "rows" : 12,
                  "bytes" : 3456
                } ],
                "blocks" : [ {
                  "bytes" : 1234,
                  "sha256" : "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
                } ],
                "references" : [ {
                  "schema" : "public",
                  "table" : "logins",
                  "column" : "user_id",
                  "targetSchema" : "public",
                  "targetTable" : "users",
                  "targetColumn" : "id"
                } ]
              },
              "coverage" : {
                "tables" : 2,
                "tablesWithoutRows" : 1,
                "columnsByTechnique" : {
                  "keep" : 3,
                  "pseudonymize" : 2
                }
              },
              "run" : {
                "expectedBytes" : 8192,
                "jobs" : 2,
                "stageMillis" : {
                  "catalog" : 900,
                  "copy" : 120000
                },
                "peakMemoryBytes" : 198000000
              },
              "notices" : [ "large objects are left out" ]
            }""";

    @Test
    void manifestIsWrittenAsItIsRead() {
        assertEquals(JSON, new String(StoredJson.write(read(JSON)), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"format\" : 2|\"format\" : 1",
                "\"format\" : 2|\"format\" : \"2\"",
                "\"format\" : 2|\"format\" : 2.0",
                "\"format\" : 2,|",
                "\"format\" : 2|\"format\" : 2, \"surprise\" : 1",
                "\"format\" : 2|\"format\" : 2, \"format\" : 2",
                "\"bytes\" : 1234|\"bytes\" : 0",
                "cccccccc|CCCCCCCC",
                "\"rows\" : 12|\"rows\" : 12, \"rows\" : 13",
                "\"rows\" : 12|\"rows\" : null",
                "\"rows\" : 12|\"rows\" : 99999999999999999999",
                "\"codec\" : \"zlib:1\"|\"codec\" : null",
                "\"codec\" : \"zlib:1\",|",
                "[ \"large objects are left out\" ]|[ null ]",
                "[ \"large objects are left out\" ]|\"none\"",
                "\"keep\" : 3|\"keep\" : null",
                "7f3a91|../../x",
                "\"name\" : \"shop\"|\"name\" : \"../shop\"",
                "\"name\" : \"shop\",|",
                "02:05:00.123Z|01:05:00Z",
                "\"2026-11-21T02:00:00Z\"|1763690400",
                "\"headBytes\" : 1000|\"headBytes\" : 123457",
                "\"headBytes\" : 1000|\"headBytes\" : 0",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef|ABC",
                "\"jobs\" : 2|\"jobs\" : 0",
                "\"tablesWithoutRows\" : 1|\"tablesWithoutRows\" : -1",
                "are left out\" ]|are left out\" ] } {"
            })
    void anythingOddIsRefused(String part, String replacement) {
        String odd = JSON.replace(part, replacement == null ? "" : replacement);
        assertNotEquals(JSON, odd);
        assertEquals(
                Failure.MANIFEST_FORMAT,
                assertThrows(NightmaskException.class, () -> read(odd)).failure());
    }

    @ParameterizedTest
    @CsvSource({"''", "null", "[]", "'{'", "42"})
    void whatIsNoObjectIsRefused(String json) {
        assertEquals(
                Failure.MANIFEST_FORMAT,
                assertThrows(NightmaskException.class, () -> read(json)).failure());
    }

    private static Manifest read(String json) {
        return StoredJson.read(
                json.getBytes(StandardCharsets.UTF_8), Manifest.class, new Place.Stored("file:.", "manifest.json"));
    }
}
