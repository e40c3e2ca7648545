package dev.nightmask.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmask.lambda.RuntimeApi.Answer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A function in a process of its own, under the runtime interface client that runs it on AWS.
public final class FunctionProcess implements AutoCloseable {
    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String NATIVE = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final int PATIENCE_SECONDS = 120;
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /// What the managed runtime of AWS brings.
    private static final Pattern RUNTIME_JAR = Pattern.compile("aws-lambda-java-|/utils-lite-");

    private final RuntimeApi api;
    private final Process process;
    private final Path log;

    private FunctionProcess(RuntimeApi api, Process process, Path log) {
        this.api = api;
        this.process = process;
        this.log = log;
    }

    /// Starts a handler by the name that its function is configured with.
    ///
    /// @param log of standard output and standard error together
    public static FunctionProcess start(Class<?> handler, Map<String, String> environment, Path log) {
        return start(Path.of(""), List.of("-cp", CLASS_PATH), handler, environment, log);
    }

    /// Starts a handler out of its package, as AWS takes a picture of it (SnapStart): see [#pictured] and [#wake].
    ///
    /// @param directory where the package is unpacked
    /// @param options of its JVM
    public static FunctionProcess startForPicture(
            Path directory, List<String> options, Class<?> handler, Map<String, String> environment, Path log) {
        List<String> all = new ArrayList<>(options);
        String runtime = Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(jar -> RUNTIME_JAR.matcher(jar).find())
                .collect(Collectors.joining(File.pathSeparator));
        all.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", runtime));
        Map<String, String> pictured = new HashMap<>(environment);
        pictured.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        return start(directory, all, handler, pictured, log);
    }

    private static FunctionProcess start(
            Path directory, List<String> options, Class<?> handler, Map<String, String> environment, Path log) {
        RuntimeApi api = RuntimeApi.start();
        List<String> words = new ArrayList<>(options);
        words.addAll(List.of("-D" + NATIVE + "=" + nativePart(log), RUNTIME, handler.getName() + "::handleRequest"));
        return new FunctionProcess(api, java(directory, words, withRuntime(environment, api), log), log);
    }

    /// Starts the function that an image runs for a handler's name.
    public static FunctionProcess start(Image image, String handler, Map<String, String> environment, Path log) {
        RuntimeApi api = RuntimeApi.start();
        List<String> program = new ArrayList<>(image.entryPoint());
        program.add(handler);
        Process process = process(image.command(program), image.environment(withRuntime(environment, api)), log);
        return new FunctionProcess(api, process, log);
    }

    /// Starts another main class with the same kind of environment.
    public static Process java(List<String> mainAndArguments, Map<String, String> environment, Path log) {
        List<String> words = new ArrayList<>(List.of("-cp", CLASS_PATH));
        words.addAll(mainAndArguments);
        return java(Path.of(""), words, environment, log);
    }

    private static Process java(Path directory, List<String> words, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx512m"));
        command.add("-Djava.io.tmpdir=" + log.toAbsolutePath().getParent());
        command.addAll(words);
        Map<String, String> more = new TreeMap<>(environment);
        more.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        return process(directory, command, more, log);
    }

    /// Starts a program with this environment and no other.
    public static Process process(List<String> command, Map<String, String> environment, Path log) {
        return process(Path.of(""), command, environment, log);
    }

    private static Process process(Path directory, List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The runtime client's native part, in a file of its own: left alone, each process writes it over the one in /tmp
    /// that another has mapped.
    private static Path nativePart(Path log) {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        Path file = log.resolveSibling(log.getFileName() + ".so");
        try (InputStream library =
                FunctionProcess.class.getResourceAsStream("/jni/libaws-lambda-jni.linux-" + machine + ".so")) {
            Files.copy(Objects.requireNonNull(library), file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> withRuntime(Map<String, String> environment, RuntimeApi api) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("AWS_LAMBDA_RUNTIME_API", api.address());
        all.put("AWS_LAMBDA_FUNCTION_NAME", "nightmask");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "2048");
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        all.put("_HANDLER", "nightmask");
        return all;
    }

    /// What the function says when it begins: that it waits for events, or why it cannot.
    public Answer initialised() {
        return await(api.initialised());
    }

    /// What a function that is started for its picture says when it is ready, or why it is not.
    public Answer pictured() {
        return await(api.pictured());
    }

    /// Starts it from there.
    public void wake() {
        api.wake();
    }

    public CompletableFuture<Answer> send(String event, Duration life) {
        return api.send(event.getBytes(UTF_8), life);
    }

    public Answer invoke(String event, Duration life) {
        return await(send(event, life));
    }

    public Answer await(CompletableFuture<Answer> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public Process process() {
        return process;
    }

    /// All that it has said so far.
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
