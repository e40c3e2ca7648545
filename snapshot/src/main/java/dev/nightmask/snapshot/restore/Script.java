package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.guard.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// SQL of the user's own that is run in the loaded database before it takes the target's place: a login for tests,
/// feature flags. All of a script or nothing of it is done.
record Script(Path file, String sql) {

    /// Reads them before anything is changed.
    ///
    /// @throws NightmaskException AFTER_UNREADABLE
    static List<Script> readAll(List<Path> files) {
        List<Script> scripts = new ArrayList<>();
        for (Path file : files) {
            try {
                scripts.add(new Script(file, Files.readString(file)));
            } catch (IOException e) {
                throw new NightmaskException(Failure.AFTER_UNREADABLE, place(file));
            }
        }
        return scripts;
    }

    /// @throws NightmaskException AFTER_FAILED with the file and, as far as the server says, SQLSTATE and object
    void run(Session session) {
        try {
            session.inOneTransaction(List.of(sql));
        } catch (NightmaskException e) {
            String found = e.problems().getFirst().place().describe();
            throw new NightmaskException(Failure.AFTER_FAILED, new Place.Program(file.toString(), found, ""));
        }
    }

    private static Place place(Path file) {
        return new Place.FilePosition(file.toString(), 0, 0);
    }
}
