package dev.nightmask.infra;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
    @TempDir
    private Path directory;

    @Test
    void aMachineWithoutNodeIsToldHowToGetIt() {
        NightmaskException missing = assertThrows(NightmaskException.class, () -> Node.require("/nowhere/node"));
        assertEquals(Failure.NODE_MISSING, missing.failure());
        assertTrue(missing.failure().remedy().contains("apt-get install nodejs"));
    }

    @Test
    void anOldNodeIsNamedWithItsVersion() throws IOException {
        NightmaskException old = assertThrows(NightmaskException.class, () -> Node.require(saying("v16.20.2")));
        assertTrue(Objects.toString(old.getMessage()).contains("16.20.2"), old::toString);
    }

    @Test
    void theNodesOfDebianWillDo() throws IOException {
        assertDoesNotThrow(() -> Node.require(saying("v18.20.4")));
        assertDoesNotThrow(() -> Node.require(saying("v20.19.2")));
    }

    private String saying(String version) throws IOException {
        Path program = Files.writeString(directory.resolve("node-" + version), "#!/bin/sh\necho " + version + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }
}
