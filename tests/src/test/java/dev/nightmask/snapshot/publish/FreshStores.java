package dev.nightmask.snapshot.publish;

import dev.nightmask.demo.LocalS3;
import dev.nightmask.snapshot.publish.S3Settings.Patience;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/// Empty stores of every kind, each with its way to look behind it.
public final class FreshStores implements AutoCloseable {
    /// The smallest that S3 takes.
    static final int PART_BYTES = 5 << 20;

    /// Asks six times without much of a pause.
    static final Patience IMPATIENT =
            new Patience(6, Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMillis(1));

    private final LocalS3 server = LocalS3.start();
    private final Path home;
    private final Map<String, Path> directories = new HashMap<>();

    public FreshStores(Path home) {
        this.home = home;
    }

    public enum Kind {
        DIRECTORY,
        BUCKET
    }

    public ObjectStore open(Kind kind) {
        return switch (kind) {
            case DIRECTORY -> directory();
            case BUCKET -> bucket(server.endpoint());
        };
    }

    ObjectStore directory() {
        try {
            Path directory = Files.createTempDirectory(home, "store");
            ObjectStore store = Stores.open("file:" + directory, settings());
            directories.put(store.name(), directory);
            return store;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Opens a new bucket by way of an endpoint, for example a proxy's.
    public ObjectStore bucket(URI endpoint) {
        return bucket(endpoint, IMPATIENT);
    }

    ObjectStore bucket(URI endpoint, Patience patience) {
        String bucket = "bucket-" + System.nanoTime();
        server.createBucket(bucket);
        return Stores.open(
                "s3://" + bucket + "/some/prefix",
                settings().at(endpoint.toString()).with(patience));
    }

    public URI endpoint() {
        return server.endpoint();
    }

    S3Settings settings() {
        S3Settings.Credentials ours = new S3Settings.Credentials.Given(server.accessKeyId(), server.secretAccessKey());
        return new S3Settings(server.endpoint(), ours, PART_BYTES, Patience.usual());
    }

    /// What unfinished uploads have left behind in a store.
    List<String> leftovers(ObjectStore store) {
        Path directory = directories.get(store.name());
        return directory == null ? openUploads(store.name().split("/")[2]) : hiddenFiles(directory);
    }

    private List<String> openUploads(String bucket) {
        try (S3Connection connection = S3Connection.open(settings())) {
            return connection.client().listMultipartUploads(list -> list.bucket(bucket)).uploads().stream()
                    .map(MultipartUpload::key)
                    .toList();
        }
    }

    private static List<String> hiddenFiles(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> Objects.requireNonNull(file.getFileName()).toString())
                    .filter(name -> name.startsWith(".upload"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
