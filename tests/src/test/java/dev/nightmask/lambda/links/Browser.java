package dev.nightmask.lambda.links;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A headless Chromium that runs no script of any page, driven over WebDriver.
///
/// Where it is not installed it is, by apt as root; where that cannot be done it says how.
final class Browser implements AutoCloseable {
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final URI session;

    /// @param downloads the directory that files are saved in
    Browser(Path home, Path downloads) {
        installWhereMissing();
        try {
            Path log = home.resolve("chromedriver.log");
            driver = new ProcessBuilder(DRIVER.toString(), "--port=0", "--allowed-ips=127.0.0.1")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            URI root = URI.create("http://127.0.0.1:" + port(log) + "/session");
            session = URI.create(root + "/"
                    + call("POST", root, capabilities(home, downloads))
                            .path("sessionId")
                            .stringValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void installWhereMissing() {
        if (Files.isExecutable(DRIVER) && Files.isExecutable(CHROMIUM)) {
            return;
        }
        boolean root = System.getProperty("user.name").equals("root");
        if (!root
                || run("apt-get", "update", "-q") != 0
                || run(
                                "apt-get",
                                "install",
                                "-q",
                                "-y",
                                "--no-install-recommends",
                                "chromium",
                                "chromium-driver",
                                "fonts-dejavu-core")
                        != 0) {
            throw new AssertionError("this test needs Chromium: apt-get install chromium chromium-driver");
        }
    }

    private static int run(String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> capabilities(Path home, Path downloads) {
        Map<String, Object> options = Map.of(
                "binary", CHROMIUM.toString(),
                "args",
                        List.of(
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-dev-shm-usage",
                                "--hide-scrollbars",
                                "--force-device-scale-factor=1",
                                "--window-size=720,700",
                                "--user-data-dir=" + home.resolve("profile")),
                "prefs",
                        Map.of(
                                "profile.managed_default_content_settings.javascript",
                                2,
                                "download.default_directory",
                                downloads.toString(),
                                "download.prompt_for_download",
                                false));
        return Map.of(
                "capabilities", Map.of("alwaysMatch", Map.of("browserName", "chrome", "goog:chromeOptions", options)));
    }

    private int port(Path log) throws IOException {
        for (int tries = 0; tries < 600 && driver.isAlive(); tries++) {
            Matcher started = STARTED.matcher(Files.exists(log) ? Files.readString(log) : "");
            if (started.find()) {
                return Integer.parseInt(started.group(1));
            }
            pause();
        }
        throw new AssertionError("chromedriver did not start:\n" + Files.readString(log));
    }

    void open(URI page) {
        post("/url", Map.of("url", page.toString()));
    }

    String title() {
        return get("/title").stringValue();
    }

    /// The text of an element as a person sees it.
    String text(String css) {
        return get("/element/" + element(css) + "/text").stringValue();
    }

    void click(String css) {
        post("/element/" + element(css) + "/click", Map.of());
    }

    byte[] screenshot() {
        return Base64.getDecoder().decode(get("/screenshot").stringValue());
    }

    private String element(String css) {
        return post("/element", Map.of("using", "css selector", "value", css))
                .properties()
                .iterator()
                .next()
                .getValue()
                .stringValue();
    }

    private JsonNode get(String path) {
        return call("GET", URI.create(session + path), Map.of());
    }

    private JsonNode post(String path, Map<String, Object> body) {
        return call("POST", URI.create(session + path), body);
    }

    private JsonNode call(String method, URI uri, Map<String, Object> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(2));
        if (method.equals("POST")) {
            request.POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        } else {
            request.method(method, BodyPublishers.noBody());
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.body());
            }
            return JSON.readTree(answer.body()).path("value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            call("DELETE", session, Map.of());
        } finally {
            driver.destroy();
            try {
                if (!driver.waitFor(10, TimeUnit.SECONDS)) {
                    driver.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
