package dev.nightmask.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmask.lambda.RuntimeApi.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A function in a process of its own, under the runtime interface client that runs it on AWS.
public final class FunctionProcess implements AutoCloseable {
    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String NATIVE = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final int PATIENCE_SECONDS = 120;

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
        return start(System.getProperty("java.class.path"), handler, environment, log);
    }

    /// The same with the classes of its own package alone.
    public static FunctionProcess start(String classPath, Class<?> handler, Map<String, String> environment, Path log) {
        RuntimeApi api = RuntimeApi.start();
        List<String> words =
                List.of("-D" + NATIVE + "=" + nativePart(log), RUNTIME, handler.getName() + "::handleRequest");
        return new FunctionProcess(api, java(classPath, words, withRuntime(environment, api), log), log);
    }

    /// Starts another main class with the same kind of environment.
    public static Process java(List<String> mainAndArguments, Map<String, String> environment, Path log) {
        return java(System.getProperty("java.class.path"), mainAndArguments, environment, log);
    }

    private static Process java(
            String classPath, List<String> mainAndArguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx512m"));
        command.add("-Djava.io.tmpdir=" + log.toAbsolutePath().getParent());
        command.addAll(List.of("-cp", classPath));
        command.addAll(mainAndArguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
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
