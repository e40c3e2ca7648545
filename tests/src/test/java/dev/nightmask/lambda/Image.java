package dev.nightmask.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The container image that the build has made, its layers laid over each other in a directory.
///
/// @param root what the container sees as `/`
/// @param config how it is started: `User`, `Env`, `Entrypoint`, `Cmd`, `WorkingDir`
public record Image(Path root, JsonNode config) {
    private static final Path FILE = Path.of("..", "lambda", "target", "nightmask-image.tar");

    /// In a mount namespace of its own, so that nothing stays mounted when the program has ended. The root is a mount,
    /// as it is in a container. Who is not root here is so in a namespace of users.
    private static final String ENTER = """
            root=$1
            user=$2
            shift 2
            /bin/mount --bind "$root" "$root"
            /bin/mount --rbind /proc "$root/proc"
            /bin/mount --rbind /dev "$root/dev"
            exec /usr/sbin/chroot $user "$root" "$@"
            """;

    /// Unpacks it as a container engine does.
    public static Image unpack(Path directory) throws IOException, InterruptedException {
        Path layers = Files.createDirectories(directory.resolve("layers"));
        Path root = Files.createDirectories(directory.resolve("root"));
        extract(FILE, layers);
        JsonNode manifest =
                JsonMapper.shared().readTree(layers.resolve("manifest.json")).get(0);
        for (String layer : texts(manifest.path("Layers"))) {
            extract(layers.resolve(layer), root);
        }
        Files.createDirectories(root.resolve("proc"));
        Files.createDirectories(root.resolve("dev"));
        JsonNode configuration = JsonMapper.shared()
                .readTree(layers.resolve(manifest.path("Config").stringValue()));
        return new Image(root, configuration.path("config"));
    }

    private static void extract(Path archive, Path directory) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder(
                        "tar",
                        "-xp",
                        "--warning=no-unknown-keyword",
                        "-f",
                        archive.toString(),
                        "-C",
                        directory.toString())
                .inheritIO()
                .start();
        assertEquals(0, tar.waitFor(), archive.toString());
    }

    /// What runs a program of the image, as the user of the image and with nothing else to see.
    public List<String> command(List<String> program) {
        boolean isRoot = System.getProperty("user.name").equals("root");
        List<String> command = new ArrayList<>(List.of("/usr/bin/unshare", "--mount", "--propagation", "private"));
        if (!isRoot) {
            command.add("--map-root-user");
        }
        String user = isRoot ? "--userspec=" + config.path("User").stringValue() : "";
        command.addAll(List.of("/bin/sh", "-ec", ENTER, "sh", root.toString(), user));
        command.addAll(program);
        return command;
    }

    public List<String> entryPoint() {
        return texts(config.path("Entrypoint"));
    }

    public List<String> arguments() {
        return texts(config.path("Cmd"));
    }

    /// The environment of a program: what the image sets, and what its function or task does.
    public Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = texts(config.path("Env")).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1], (first, second) -> second, TreeMap::new));
        environment.putAll(more);
        return environment;
    }

    /// All its files, from `/`.
    public List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /// What a program of the image says, on either channel.
    public String output(List<String> program) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(program)).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment(Map.of()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
    }
}
