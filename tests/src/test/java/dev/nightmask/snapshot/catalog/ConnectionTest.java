package dev.nightmask.snapshot.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
    private static final String WHERE =
            "SELECT current_database() || '|' || current_user || '|' || coalesce(host(inet_server_addr()), 'socket')"
                    + " || '|' || current_setting('application_name') || '|' || current_setting('geqo')";

    private static LocalPostgres server;

    @TempDir
    private Path home;

    @BeforeAll
    static void start() {
        server = LocalPostgres.start(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"p@ss:w/rd?#[]%&=", "it's \"quoted\" \\ back", "ümläut 表 😀", " ", "$HOME `x`"})
    void passwordMayHoldAnyCharacter(String password) throws Exception {
        String role = "odd_" + Integer.toHexString(password.hashCode());
        Scratch scratch = Scratch.create(
                server,
                "SET standard_conforming_strings = on",
                "CREATE ROLE " + role + " LOGIN PASSWORD '" + password.replace("'", "''") + "'");
        String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
        ConnectionSettings settings =
                read("postgresql://" + role + ":" + encoded + "@127.0.0.1:" + server.port() + "/" + scratch.database());
        assertBothReach(scratch.database() + "|" + role + "|127.0.0.1|nightmask|on", settings);
    }

    @Test
    void passwordComesFromThePasswordFile() throws Exception {
        Path file = Files.writeString(
                home.resolve(".pgpass"), "127.0.0.1:" + server.port() + ":*:postgres:" + server.password() + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertBothReach(
                "postgres|postgres|127.0.0.1|nightmask|on",
                read("postgresql://postgres@127.0.0.1:" + server.port() + "/postgres"));
    }

    @Test
    void serviceFileNamesServerAndDatabase() throws Exception {
        Path services = Files.writeString(
                home.resolve("services"),
                "[night]\nhost=127.0.0.1\nport=" + server.port() + "\nuser=postgres\ndbname=template1\npassword="
                        + server.password() + "\noptions=-c geqo=off\napplication_name=service\n");
        assertBothReach(
                "template1|postgres|127.0.0.1|service|off",
                read("postgresql://", Map.of("PGSERVICEFILE", services.toString(), "PGSERVICE", "night")));
    }

    @Test
    void environmentAloneIsEnough() throws Exception {
        Map<String, String> environment = Map.of(
                "PGHOST", "localhost",
                "PGHOSTADDR", "127.0.0.1",
                "PGPORT", Integer.toString(server.port()),
                "PGUSER", "postgres",
                "PGPASSWORD", server.password(),
                "PGDATABASE", "template1",
                "PGOPTIONS", "-c geqo=off",
                "PGAPPNAME", "cron");
        assertBothReach("template1|postgres|127.0.0.1|cron|off", read("postgresql://", environment));
    }

    @Test
    void unixSocketNeedsNoPassword() throws Exception {
        assertBothReach(
                "postgres|postgres|socket|nightmask|on",
                read("postgresql:///postgres?user=postgres&port=" + server.port() + "&host="
                        + server.socketDirectory()));
    }

    @Test
    void databaseNameMayHoldAnyCharacter() throws Exception {
        String name = "it's a=\"b\" \\ %41/é?";
        new Scratch(server, "postgres").run("CREATE DATABASE " + SqlName.quote(name));
        ConnectionSettings settings =
                ConnectionSettings.of(server.uri("postgres"), Map.of()).withDatabase(name);
        assertBothReach(name + "|postgres|127.0.0.1|nightmask|on", settings);
    }

    @Test
    void hostListIsTriedInOrderAndSettledOnTheOneThatAnswers() throws Exception {
        ConnectionSettings list = read("postgresql://postgres:" + server.password() + "@127.0.0.1:1,127.0.0.1:"
                + server.port() + "/postgres?target_session_attrs=read-write");
        assertEquals("127.0.0.1", query(list, "SELECT host(inet_server_addr())"));
        assertEquals(
                new Place.Database("127.0.0.1", server.port(), "postgres"),
                list.settled(Side.SOURCE).place());
        assertBothReach("postgres|postgres|127.0.0.1|nightmask|on", list.settled(Side.SOURCE));
    }

    @Test
    void childProgramsAreHeldToTheAddressThatOurConnectionWentTo() throws Exception {
        ConnectionSettings named = read(server.uri("postgres").replace("127.0.0.1", "localhost"));
        assertFalse(named.childEnvironment().containsKey("PGHOSTADDR"));
        Reached reached = named.reach(Side.TARGET);
        try (Connection connection = reached.connection()) {
            assertEquals("127.0.0.1", reached.pinned().childEnvironment().get("PGHOSTADDR"));
            assertEquals("localhost", reached.pinned().childEnvironment().get("PGHOST"));
            assertEquals(named.place(), reached.pinned().place());
            assertBothReach("postgres|postgres|127.0.0.1|nightmask|on", reached.pinned());
            assertEquals(Integer.toString(reached.localPort()), query(connection, "SELECT inet_client_port()"));
        }
    }

    @Test
    void socketTellsWhoListensAtItsOtherEnd() throws Exception {
        Reached reached = read("postgresql:///postgres?user=postgres&port=" + server.port() + "&host="
                        + server.socketDirectory())
                .reach(Side.TARGET);
        try (Connection connection = reached.connection()) {
            long backend = Long.parseLong(query(connection, "SELECT pg_backend_pid()"));
            assertEquals(
                    reached.peer(),
                    ProcessHandle.of(backend)
                            .flatMap(ProcessHandle::parent)
                            .orElseThrow()
                            .pid());
            assertFalse(reached.pinned().childEnvironment().containsKey("PGHOSTADDR"));
        }
    }

    @Test
    void serverThatIsNotWhatIsAskedForIsNotTaken() {
        String uri = server.uri("postgres");
        assertFails(Failure.SOURCE_UNREACHABLE, Side.SOURCE, uri + "?target_session_attrs=standby");
        assertEquals("1", query(read(uri + "?target_session_attrs=prefer-standby"), "SELECT 1"));
        assertEquals("1", query(read(uri + "?target_session_attrs=primary"), "SELECT 1"));
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, wrong, postgres, SOURCE_AUTHENTICATION, TARGET_AUTHENTICATION",
        "nobody, wrong, postgres, SOURCE_AUTHENTICATION, TARGET_AUTHENTICATION",
        "postgres, '', postgres, SOURCE_AUTHENTICATION, TARGET_AUTHENTICATION",
        "postgres, right, absent, SOURCE_MISSING, TARGET_MISSING",
    })
    void refusedLoginIsNamedAfterItsReason(
            String user, String password, String database, Failure asSource, Failure asTarget) {
        String uri = "postgresql://" + user + ":" + password.replace("right", server.password()) + "@127.0.0.1:"
                + server.port() + "/" + database;
        assertFails(asSource, Side.SOURCE, uri);
        assertFails(asTarget, Side.TARGET, uri);
    }

    @Test
    void serverThatIsNotThereIsUnreachable() {
        assertFails(Failure.SOURCE_UNREACHABLE, Side.SOURCE, "postgresql://postgres@127.0.0.1:1/postgres");
        assertFails(Failure.TARGET_UNREACHABLE, Side.TARGET, "postgresql://postgres@127.0.0.1:1/postgres");
        assertFails(Failure.SOURCE_UNREACHABLE, Side.SOURCE, "postgresql:///postgres?host=" + home);
    }

    @Test
    void encryptionThatTheServerDoesNotOfferIsNotDoneWithout() {
        assertThrows(
                NightmaskException.class,
                () -> read(server.uri("postgres") + "?sslmode=require").open(Side.SOURCE));
    }

    private void assertFails(Failure failure, Side side, String uri) {
        ConnectionSettings settings = read(uri);
        NightmaskException e = assertThrows(NightmaskException.class, () -> settings.open(side));
        assertEquals(failure, e.failure());
        assertEquals(settings.place(), e.problems().getFirst().place());
        assertFalse(e.problems().getFirst().sentence().contains(server.password()));
    }

    /// Our own session and psql, started as our client programs are, must reach the same place.
    private static void assertBothReach(String expected, ConnectionSettings settings)
            throws IOException, InterruptedException {
        assertEquals(expected, query(settings, WHERE));
        List<String> command =
                new ArrayList<>(List.of(server.programs().resolve("psql").toString(), "-X", "-At", "-c", WHERE));
        command.addAll(settings.clientArguments());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        try (ChildLogin login = settings.childLogin()) {
            builder.environment().putAll(login.environment());
            Process psql = builder.start();
            String output = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            psql.waitFor();
            assertEquals(expected, output.strip());
        }
    }

    private static String query(ConnectionSettings settings, String sql) {
        try (Connection connection = settings.open(Side.SOURCE)) {
            return query(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String query(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ConnectionSettings read(String uri) {
        return read(uri, Map.of());
    }

    private ConnectionSettings read(String uri, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("HOME", home.toString());
        return ConnectionSettings.of(uri, all);
    }
}
