package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotIdTest {
    private static final Instant TWO_AT_NIGHT = Instant.parse("2026-11-21T02:00:00.987Z");

    @Test
    void idIsTheTimeInUtcWhateverTheClocksZone() {
        Clock clock = Clock.fixed(TWO_AT_NIGHT, ZoneId.of("Asia/Kolkata"));
        SnapshotId id = SnapshotId.next(clock, new Random(1));
        assertTrue(id.text().matches("20261121T020000Z-[0-9a-f]{6}"), id.text());
        assertEquals(Instant.parse("2026-11-21T02:00:00Z"), id.time());
    }

    @Test
    void idsSortByTime() {
        SnapshotId earlier = SnapshotId.parse("20261121T015959Z-ffffff");
        SnapshotId later = SnapshotId.parse("20261121T020000Z-000000");
        assertTrue(earlier.compareTo(later) < 0);
    }

    @Test
    void idReadsBackAsItIsWritten() {
        assertEquals(
                "20261121T020000Z-7f3a91",
                SnapshotId.parse("20261121T020000Z-7f3a91").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "latest",
                "..",
                "../20261121T020000Z-7f3a91",
                "20261121T020000Z-7f3a91/..",
                "20261121T020000Z-7f3a91\n",
                " 20261121T020000Z-7f3a91",
                "20261121T020000Z-7F3A91",
                "20261121T020000Z-7f3a9",
                "20261121T020000Z-7f3a911",
                "20261131T020000Z-7f3a91",
                "20260229T020000Z-7f3a91",
                "20261121T240000Z-7f3a91",
                "20261121T020060Z-7f3a91",
                "20261121020000Z-7f3a91",
                "２0261121T020000Z-7f3a91"
            })
    void nothingElseIsAnId(String text) {
        NightmaskException refused = assertThrows(NightmaskException.class, () -> SnapshotId.parse(text));
        assertEquals(Failure.SNAPSHOT_ID, refused.failure());
    }
}
