package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.archive.ArchiveSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreTest {
    private static final String KEY = "snapshots/one/archive.dump";

    private final Path directory;
    private final ObjectStore store;

    FileStoreTest(@TempDir Path directory) {
        this.directory = directory;
        this.store = Stores.open("file:" + directory, S3Settings.usual());
    }

    @Test
    void missingDirectoryIsAMissingStore() throws IOException {
        assertFails(Failure.STORE_MISSING, () -> Stores.open("file:" + directory + "/no", S3Settings.usual()));
        Files.delete(directory);
        assertFails(Failure.STORE_MISSING, () -> store.upload(KEY, 0).close());
        assertFails(Failure.STORE_MISSING, () -> store.keys(""));
        assertFails(Failure.STORE_MISSING, () -> store.open(KEY, 0));
        Files.createDirectory(directory);
    }

    @Test
    void directoryThatCannotBeWrittenIsNamed() throws IOException {
        Files.createDirectory(directory.resolve(".lock"));
        assertFails(Failure.STORE_UNWRITABLE, () -> store.upload(KEY, 0).close());
        assertFails(Failure.STORE_UNWRITABLE, () -> store.writeIf(KEY, new byte[1], null));
    }

    @Test
    void uploadOfADeadProcessIsRemovedAndOfALivingOneIsNot() throws IOException {
        Path stale = Files.writeString(directory.resolve(".upload-stale"), "half an archive");
        try (ArchiveSink living = store.upload(KEY, 0)) {
            living.reserveHead(1);
            assertFalse(Files.exists(stale));
            store.upload("snapshots/two/archive.dump", 0).close();
            living.complete(new byte[1]);
        }
        assertEquals(List.of(KEY), store.keys(""));
    }

    @Test
    void emptyDirectoriesGoWithTheLastObjectInThem() {
        store.writeIf("snapshots/one/manifest.json", new byte[1], null);
        store.writeIf("snapshots/two/manifest.json", new byte[1], null);
        store.delete("snapshots/one/manifest.json");
        assertFalse(Files.exists(directory.resolve("snapshots/one")));
        assertTrue(Files.exists(directory.resolve("snapshots/two")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "a/../b", "/etc/passwd", "a//b", "a/", ".lock", "a/.b"})
    void keyNeverLeavesTheDirectory(String key) {
        assertThrows(IllegalArgumentException.class, () -> store.read(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "snapshots",
                "/srv/snapshots",
                "file:",
                "s3://",
                "s3:bucket",
                "s3://B",
                "s3://key:secret@bucket",
                "s3://bucket/../x",
                "s3://bucket//x",
                "http://bucket"
            })
    void anythingElseIsNotAStore(String name) {
        assertFails(Failure.STORE_SETTING, () -> Stores.open(name, S3Settings.usual()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:9000", "ftp://localhost", "http://user:secret@localhost", "http:// x"})
    void anythingElseIsNotAnEndpoint(String url) {
        assertFails(Failure.STORE_SETTING, () -> S3Settings.usual().at(url));
    }

    private static void assertFails(Failure failure, Executable step) {
        assertEquals(failure, assertThrows(NightmaskException.class, step).failure());
    }
}
