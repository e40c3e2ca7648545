package dev.nightmask.snapshot.restore;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.snapshot.Progress;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import dev.nightmask.tests.Restores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A restore in a process of its own, which can be killed.
final class RestoreProcess {
    private RestoreProcess() {}

    /// @param port where the server is reached
    /// @param said gets what it says
    static Process start(LocalPostgres server, int port, Path archive, String database, Path said) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + archive.toAbsolutePath().getParent(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestoreProcess.class.getName(),
                        archive.toString(),
                        "postgresql://" + LocalPostgres.SUPERUSER + "@127.0.0.1:" + port + "/" + database,
                        server.programs().toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("PGPASSWORD", server.password());
        return builder.start();
    }

    public static void main(String[] arguments) {
        ConnectionSettings target = ConnectionSettings.of(arguments[1], System.getenv());
        Restores.by(List.of(Path.of(arguments[2])), Progress.none())
                .run(Restores.request(Path.of(arguments[0]), target));
    }
}
