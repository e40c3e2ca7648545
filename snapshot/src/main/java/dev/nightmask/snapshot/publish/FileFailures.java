package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Says what a failed file operation means for a store in a directory.
///
/// @param otherwise what it means when neither the directory nor a permission is missing
record FileFailures(Path root, Place place, Failure otherwise) {

    /// Runs an operation; its [IOException] becomes a failure of the store.
    <T> T attempt(FileAction<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw of(e);
        }
    }

    boolean isStoreThere() {
        return Files.isDirectory(root);
    }

    NightmaskException of(IOException e) {
        if (e instanceof ClosedByInterruptException || e instanceof FileLockInterruptionException) {
            return of(Failure.INTERRUPTED);
        }
        if (!isStoreThere()) {
            return of(Failure.STORE_MISSING);
        }
        return of(e instanceof AccessDeniedException ? Failure.STORE_DENIED : otherwise);
    }

    NightmaskException of(Failure failure) {
        return new NightmaskException(failure, place);
    }

    /// Work on files.
    @FunctionalInterface
    interface FileAction<T> {
        T run() throws IOException;
    }
}
