package dev.nightmask.snapshot.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.publish.SourceNote;
import dev.nightmask.snapshot.publish.SourceNote.Meeting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSourcesTest {
    private static final String ID = "7412345678901234567";

    @TempDir
    private Path home;

    @Test
    void machineRemembersEverySourceOnceAndForItsOwnerAlone() throws IOException {
        SourceMemory memory = memory();
        assertEquals(KnownSources.none(), memory.known());
        Meeting primary = new Meeting("10.0.0.5:5432", 3, false);
        Meeting standby = new Meeting("10.0.0.6:5432", 3, true);
        assertTrue(memory.add(SourceNote.of(ID)));
        assertTrue(memory.add(SourceNote.of(ID, primary)));
        assertTrue(memory.add(SourceNote.of(ID, standby)));
        assertTrue(memory.add(SourceNote.of(ID, primary)));
        assertTrue(memory.add(SourceNote.of("8")));
        assertEquals(Set.of(ID, "8"), memory.known().servers().keySet());
        assertEquals(List.of(primary, standby), memory.known().servers().get(ID));
        assertEquals(PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(memory.directory()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "{\"format\":2,\"systemIdentifier\":\"9\",\"meetings\":[]}", "null"})
    void memoryThatCannotBeUnderstoodRefuses(String text) throws IOException {
        SourceMemory memory = memory();
        memory.add(SourceNote.of("8"));
        Files.writeString(memory.directory().resolve("sources/9.json"), text);
        assertUnreadable(memory);
    }

    @Test
    void noteUnderAnotherNumberRefuses() throws IOException {
        SourceMemory memory = memory();
        memory.add(SourceNote.of("8"));
        Files.move(
                memory.directory().resolve("sources/8.json"), memory.directory().resolve("sources/9.json"));
        assertUnreadable(memory);
    }

    @Test
    void memoryThatIsNoDirectoryRefusesAndStopsNoSnapshot() throws IOException {
        SourceMemory memory = memory();
        Files.createDirectories(memory.directory().getParent());
        Files.writeString(memory.directory(), "");
        assertUnreadable(memory);
        assertFalse(memory.add(SourceNote.of("8")));
    }

    /// A server of the same identifier, met before as a primary or as a standby, is the source itself unless there is
    /// evidence to the contrary.
    @ParameterizedTest
    @CsvSource({
        "10.0.0.5:5432, false, 10.0.0.5:5432, false, false",
        "10.0.0.5:5432, false, 10.0.0.9:5432, false, true",
        "10.0.0.5:5432, false, 10.0.0.9:5432, true,  false",
        "10.0.0.5:5432, true,  10.0.0.9:5432, false, false",
        "local:m:5432,  false, local:m:5433,  false, true",
        "local:m:5432,  false, local:m:5432,  false, false",
        "10.0.0.5:5432, false, local:m:5432,  false, false",
        "local:m:5432,  false, 10.0.0.5:5432, false, false",
    })
    void copyIsToldFromTheSourceByEvidenceOnly(
            String met, boolean asStandby, String now, boolean inRecovery, boolean copy) {
        KnownSources known = KnownSources.of(List.of(SourceNote.of(ID, new Meeting(met, 1, asStandby))));
        assertEquals(copy, known.showCopy(new ServerIdentity(ID, 1, now), inRecovery));
        assertTrue(known.include(new ServerIdentity(ID, 1, now)));
        assertFalse(KnownSources.named(Set.of(ID)).showCopy(new ServerIdentity(ID, 1, now), inRecovery));
    }

    private SourceMemory memory() {
        return new SourceMemory(home.resolve("state/nightmask"));
    }

    private static void assertUnreadable(SourceMemory memory) {
        NightmaskException refused = assertThrows(NightmaskException.class, memory::known);
        assertEquals(Failure.SOURCES_UNREADABLE, refused.failure());
    }
}
