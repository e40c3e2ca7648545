package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DevUpTest {
    private static final Pattern URI = Pattern.compile("postgresql://(\\w+):(\\w+)@([^/]+)/(\\w+)");

    private static Workplace workplace;

    @BeforeAll
    static void start(@TempDir Path directory) {
        workplace = new Workplace(directory);
    }

    @AfterAll
    static void stop() {
        workplace.close();
    }

    @Test
    void serverHasTheNewestSnapshotAndIsGoneWhenTheCommandIsToldToEnd() throws Exception {
        String store = workplace.freshStore();
        Surroundings surroundings = workplace.at(workplace.production(), Map.of());
        assertEquals(0, Ran.nightmask(surroundings, workplace.snapshot(store)).status());
        String script =
                workplace.file("login.sql", "CREATE TABLE login (name text); INSERT INTO login VALUES ('dev');");

        Lines out = new Lines();
        Thread command = Thread.ofPlatform()
                .start(() -> run(surroundings, out, "dev", "up", "--json", "--store", store, "--after", script));
        String uri = JsonMapper.shared().readTree(out.next()).get("uri").asString();
        assertEquals("500", query(uri, "SELECT count(*) FROM people"));
        assertEquals("dev", query(uri, "SELECT name FROM login"));

        command.interrupt();
        assertTrue(command.join(Duration.ofMinutes(1)), "it does not end");
        assertThrows(SQLException.class, () -> query(uri, "SELECT 1"));
    }

    @Test
    void withoutAStoreNothingIsStarted() {
        Ran ran = Ran.nightmask(workplace.at(workplace.production(), Map.of()), List.of("dev", "up"));
        assertEquals(2, ran.status());
        assertTrue(ran.err().contains("--store is missing"), ran.err());
    }

    private static void run(Surroundings surroundings, Lines out, String... arguments) {
        PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        PrintStream lines = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), lines, err, false, false);
        Nightmask.run(new Console(terminal, true, () -> false), () -> surroundings, arguments);
    }

    private static String query(String uri, String sql) throws SQLException {
        Matcher parts = URI.matcher(uri);
        assertTrue(parts.matches());
        String url = "jdbc:postgresql://" + parts.group(3) + "/" + parts.group(4);
        try (Connection connection = DriverManager.getConnection(url, parts.group(1), parts.group(2));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /// What is written, line by line, for another thread.
    private static final class Lines extends ByteArrayOutputStream {
        private final LinkedBlockingQueue<String> ready = new LinkedBlockingQueue<>();

        @Override
        public synchronized void flush() {
            String text = toString(StandardCharsets.UTF_8);
            if (text.endsWith("\n")) {
                ready.add(text.strip());
                reset();
            }
        }

        String next() throws InterruptedException {
            String line = ready.poll(1, TimeUnit.MINUTES);
            assertTrue(line != null, "nothing was written");
            return line;
        }
    }
}
