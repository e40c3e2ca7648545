package dev.nightmask.lambda.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.snapshot.publish.SnapshotName;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Settings settings = new Settings(Map.of("BLANK", " ", "NAME", "no/name", "ZONE", "planted", "JOBS", "0"));
        settings.required("ABSENT", SnapshotName::parse);
        settings.required("BLANK", SnapshotName::parse);
        settings.required("NAME", SnapshotName::parse);
        settings.optional("ZONE", ZoneId::of);
        settings.number("JOBS", 2, 1, 8);
        settings.refuse(Failure.SETTING_MISSING, "PAIR");
        NightmaskException refused = assertThrows(NightmaskException.class, settings::check);
        assertEquals(
                List.of(
                        new Problem(Failure.SETTING_MISSING, new Place.Setting("ABSENT")),
                        new Problem(Failure.SETTING_MISSING, new Place.Setting("BLANK")),
                        new Problem(Failure.SNAPSHOT_NAME, new Place.Setting("NAME")),
                        new Problem(Failure.SETTING_VALUE, new Place.Setting("ZONE")),
                        new Problem(Failure.SETTING_VALUE, new Place.Setting("JOBS")),
                        new Problem(Failure.SETTING_MISSING, new Place.Setting("PAIR"))),
                refused.problems());
        assertFalse(refused.toString().contains("planted"));
    }

    @Test
    void whatIsThereIsReadAndWhatIsNotHasItsFallback() {
        Settings settings = new Settings(Map.of("NAME", " shop ", "LIST", "a, b,,c", "JOBS", "8"));
        Supplier<SnapshotName> name = settings.required("NAME", SnapshotName::parse);
        Supplier<List<String>> list = settings.list("LIST");
        Supplier<Integer> jobs = settings.number("JOBS", 2, 1, 8);
        Supplier<Integer> fallback = settings.number("OTHER", 2, 1, 8);
        settings.check();
        assertEquals(new SnapshotName("shop"), name.get());
        assertEquals(List.of("a", "b", "c"), list.get());
        assertEquals(8, jobs.get());
        assertEquals(2, fallback.get());
        assertEquals(Optional.empty(), settings.optional("ZONE", ZoneId::of).get());
        assertEquals(List.of(), settings.list("NONE").get());
    }
}
