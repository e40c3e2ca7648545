package dev.nightmask.lambda.nightly;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.lambda.Deadline;
import dev.nightmask.lambda.FunctionProcess;
import dev.nightmask.lambda.Image;
import dev.nightmask.lambda.RuntimeApi.Answer;
import dev.nightmask.lambda.refresh.RefreshHandler;
import dev.nightmask.snapshot.publish.SelfSigned;
import dev.nightmask.tests.ClientProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The container image as the build has made it: what is in it, what is not, and that all three of its programs run
/// there, against servers that prove who they are.
class ImageIT {
    private static final Duration FIFTEEN_MINUTES = Duration.ofMinutes(15);
    private static final String STAGING_LOGIN = "arn:aws:secretsmanager:eu-north-1:1:secret:staging";
    private static final Path IMAGE = Path.of("..", "lambda", "src", "main", "image");
    private static final Pattern PROGRAM = Pattern.compile("/(opt|s?bin|usr/(s?bin|local|lib/postgresql))/.*");
    private static final Pattern KEY = Pattern.compile("PRIVATE KEY-----\\s+[\\w+/=]{20}|AKIA[A-Z0-9]{16}");
    private static final Pattern KEY_FILE =
            Pattern.compile(".*\\.(pem|key|p12|jks|pfx|pgpass)|.*/(credentials|\\.env)");

    private static Image image;
    private static NightlyTown town;
    private static LocalPostgres staging;

    @BeforeAll
    static void unpack(@TempDir Path directory) throws Exception {
        image = Image.unpack(directory.resolve("image"));
        town = new NightlyTown();
        staging = LocalPostgres.start(Map.of());
        town.aws().keep(STAGING_LOGIN, NightlyTown.login(staging));
        SelfSigned authority = SelfSigned.in(directory);
        proveIdentity(town.production(), authority);
        proveIdentity(staging, authority);
        Path ours = image.root().resolve("opt/nightmask");
        Files.writeString(ours.resolve("root.crt"), authority.certificate());
        Files.createDirectories(ours.resolve("rules"));
        Files.writeString(ours.resolve("rules/rules.yaml"), NightlyTown.RULES);
    }

    @AfterAll
    static void stop() {
        staging.close();
        town.close();
    }

    @Test
    void holdsTheProgramsThatItNeedsAndNoShell() throws IOException {
        Set<String> programs = new TreeSet<>();
        for (Path file : image.files()) {
            String name = "/" + image.root().relativize(file);
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            assertFalse(permissions.contains(PosixFilePermission.OTHERS_WRITE), name);
            assertEquals(0, (int) Files.getAttribute(file, "unix:mode") & 07000, name);
            if (permissions.contains(PosixFilePermission.OTHERS_EXECUTE)
                    && PROGRAM.matcher(name).matches()) {
                programs.add(name.replaceAll("/\\d+/", "/"));
            }
        }
        assertEquals(
                Set.of(
                        "/opt/java/bin/java",
                        "/opt/java/lib/jspawnhelper",
                        "/usr/lib/postgresql/bin/pg_dump",
                        "/usr/lib/postgresql/bin/pg_restore"),
                programs);
    }

    @Test
    void holdsNoKeyAndNoUserWithRights() throws IOException {
        for (Path file : image.files()) {
            assertFalse(KEY_FILE.matcher(file.toString()).matches(), file.toString());
            // Libraries of ciphers test themselves with keys that everybody knows.
            boolean hasKey = KEY.matcher(Files.readString(file, ISO_8859_1)).find();
            assertFalse(hasKey && !file.toString().contains(".so."), file.toString());
        }
        assertTrue(image.config().path("User").stringValue().matches("[1-9]\\d*:[1-9]\\d*"));
        assertEquals(
                Set.of("PATH", "PGSSLROOTCERT"), image.environment(Map.of()).keySet());
    }

    @Test
    void hasTheJavaOfTheBuildAndThePostgresqlOfThisMachine() throws Exception {
        List<String> version = List.of("/opt/java/bin/java", "@/opt/nightmask/jvm.options", "-Xshare:on", "-version");
        assertTrue(image.output(version)
                .startsWith("openjdk version \"" + Runtime.version().feature()));
        for (String program : List.of("pg_dump", "pg_restore")) {
            Path here = staging.programs().resolve(program);
            assertEquals(
                    ClientProgram.run(staging, program, List.of("--version")),
                    image.output(List.of(here.toString(), "--version")));
        }
    }

    @Test
    void dockerfileSaysTheSame() throws IOException {
        String lines = Files.readString(IMAGE.resolve("Dockerfile"));
        String last = lines.substring(lines.indexOf("FROM scratch"));
        assertTrue(last.contains("\nENTRYPOINT " + quoted(image.entryPoint())), last);
        assertTrue(last.contains("\nCMD " + quoted(image.arguments())), last);
        assertTrue(last.contains("\nUSER " + image.config().path("User").stringValue()), last);
        assertTrue(
                last.contains("\nWORKDIR " + image.config().path("WorkingDir").stringValue()), last);
        assertEquals(
                image.environment(Map.of()),
                last.lines()
                        .filter(line -> line.startsWith("ENV "))
                        .map(line -> line.substring("ENV ".length()).split("=", 2))
                        .collect(Collectors.toMap(line -> line[0], line -> line[1])));
    }

    @Test
    void filesOfATeamAreAddedToIt(@TempDir Path directory) throws Exception {
        Path rules = Files.createDirectories(directory.resolve("files/rules"));
        Files.writeString(rules.resolve("shop.yaml"), NightlyTown.RULES);
        Process script = new ProcessBuilder(
                        IMAGE.resolve("root.sh").toString(),
                        directory.resolve("root").toString(),
                        Path.of("..", "lambda", "target", "image", "java")
                                .toRealPath()
                                .toString(),
                        directory.resolve("files").toString())
                .inheritIO()
                .start();
        assertEquals(0, script.waitFor());
        Path ours = directory.resolve("root/opt/nightmask");
        assertEquals(NightlyTown.RULES, Files.readString(ours.resolve("rules/shop.yaml")));
        assertTrue(Files.exists(ours.resolve("jvm.options")));
    }

    @Test
    void nightAndRefreshRunInIt() {
        String store = town.freshStore();
        Map<String, String> night = inside(town.environment(store), "SOURCE", town.production(), "shop");
        try (FunctionProcess nightly =
                FunctionProcess.start(image, image.arguments().getFirst(), night, town.freshLog())) {
            Answer answer = nightly.invoke(NightlyTown.event("2026-11-21"), FIFTEEN_MINUTES);
            assertTrue(answer.ok(), nightly::log);
            assertEquals(1, town.list(store).size());
        }
        String published = town.lastEvent().path("Detail").stringValue();
        Map<String, String> refresh = inside(town.environment(store), "TARGET", staging, "fresh");
        refresh.put("NIGHTMASK_DATABASE_SECRET", STAGING_LOGIN);
        try (FunctionProcess function = FunctionProcess.start(
                image, RefreshHandler.class.getName() + "::handleRequest", refresh, town.freshLog())) {
            Answer answer = function.invoke(
                    "{\"source\":\"nightmask\",\"detail-type\":\"Snapshot published\",\"detail\":" + published + "}",
                    FIFTEEN_MINUTES);
            assertTrue(answer.ok(), function::log);
        }
        assertEquals(
                "500 true",
                ClientProgram.query(
                        staging, "fresh", "SELECT count(*) || ' ' || bool_and(full_name <> '') FROM people"));
    }

    @Test
    void nightThatTakesLongGoesOnInItAsATask() throws Exception {
        String store = town.freshStore();
        Map<String, String> environment =
                inside(NightlyTown.withTasks(town.environment(store)), "SOURCE", town.production(), "shop");
        environment.put("NIGHTMASK_COMPRESSION", "zstd:3");
        try (FunctionProcess nightly =
                FunctionProcess.start(image, image.arguments().getFirst(), environment, town.freshLog())) {
            Answer answer = nightly.invoke(NightlyTown.event("2026-11-21"), Deadline.RESERVE.plusMillis(1));
            assertTrue(answer.body().contains("handed over to a task"), nightly::log);
        }
        List<String> program = new ArrayList<>(image.entryPoint());
        program.set(program.size() - 1, NightlyTask.class.getName());
        Path log = town.freshLog();
        Process task =
                FunctionProcess.process(image.command(program), image.environment(town.handedOver(environment)), log);
        assertTrue(task.waitFor(2, TimeUnit.MINUTES));
        assertEquals(0, task.exitValue(), Files.readString(log));
        assertEquals(1, town.list(store).size());
    }

    /// The settings of a function that logs in to a server which has to prove its identity.
    private static Map<String, String> inside(
            Map<String, String> environment, String side, LocalPostgres server, String database) {
        Map<String, String> settings = new TreeMap<>(environment);
        settings.put("NIGHTMASK_RULES", "/opt/nightmask/rules");
        settings.put(
                "NIGHTMASK_" + side,
                "postgresql://127.0.0.1:%d/%s?sslmode=verify-full".formatted(server.port(), database));
        return settings;
    }

    /// Gives a server the certificate and turns TLS on. It writes the files itself, so they are its own.
    private static void proveIdentity(LocalPostgres server, SelfSigned authority)
            throws IOException, GeneralSecurityException {
        String directory = ClientProgram.query(server, "postgres", "SHOW data_directory");
        for (String[] file : List.of(
                new String[] {"server.crt", authority.certificate()},
                new String[] {"server.key", authority.privateKey()})) {
            ClientProgram.query(server, "postgres", """
                    COPY (SELECT unnest(string_to_array('%s', E'\\n'))) TO '%s/%s'
                    """.formatted(file[1].strip(), directory, file[0]));
            Files.setPosixFilePermissions(Path.of(directory, file[0]), PosixFilePermissions.fromString("rw-------"));
        }
        ClientProgram.query(server, "postgres", "ALTER SYSTEM SET ssl = on");
        ClientProgram.query(server, "postgres", "SELECT pg_reload_conf()");
        String encrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        for (int tries = 0; !ClientProgram.query(server, "postgres", encrypted).equals("t"); tries++) {
            assertTrue(tries < 100, "TLS is on soon after the configuration is read again");
        }
    }

    private static String quoted(List<String> words) {
        return words.stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
    }
}
