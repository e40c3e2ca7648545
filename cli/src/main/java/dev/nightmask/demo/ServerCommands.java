package dev.nightmask.demo;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The server's programs and the user they run as.
record ServerCommands(Path directory, List<String> prefix, String user) {

    static ServerCommands find() {
        Path directory = ServerPrograms.findOrInstall();
        if (!System.getProperty("user.name").equals("root")) {
            return new ServerCommands(directory, List.of(), "");
        }
        String user = ServerPrograms.unprivilegedUser();
        return new ServerCommands(
                directory,
                List.of("setpriv", "--reuid=" + user, "--regid=" + ServerPrograms.groupOf(user), "--clear-groups"),
                user);
    }

    /// The same user with the programs of another directory.
    ServerCommands in(Path programs) {
        return new ServerCommands(programs, prefix, user);
    }

    void own(Path file) throws IOException {
        if (!user.isEmpty()) {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
        }
    }

    List<String> line(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(directory.resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    void run(String program, List<String> arguments) {
        int status = ServerPrograms.status(line(program, arguments));
        if (status != 0) {
            throw new NightmaskException(Failure.INTERNAL, new Place.Program(program, "exit status " + status, ""));
        }
    }
}
