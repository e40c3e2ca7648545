package dev.nightmask.snapshot.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
    @TempDir
    Path home;

    @Test
    void uriNamesEverything() {
        ConnectionSettings settings = read("postgresql://ann:p%40ss%2Fw%3Ard@db.example:6543/shop?sslmode=require"
                + "&application_name=night%20run&options=-c%20geqo%3Doff&connect_timeout=3");
        Map<String, String> child = settings.childEnvironment();
        assertEquals(new Place.Database("db.example", 6543, "shop"), settings.place());
        assertEquals("ann", child.get("PGUSER"));
        assertEquals("p@ss/w:rd", passwordFor("postgresql://ann:p%40ss%2Fw%3Ard@db.example:6543/shop"));
        assertEquals("require", child.get("PGSSLMODE"));
        assertEquals("night run", child.get("PGAPPNAME"));
        assertEquals("-c geqo=off", child.get("PGOPTIONS"));
        assertEquals("3", child.get("PGCONNECT_TIMEOUT"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "postgres://h/d h 5432 d",
                "postgresql://[::1]:5433/d ::1 5433 d",
                "postgresql://[2001:db8::7]/d 2001:db8::7 5432 d",
                "postgresql:///d?host=/run/pg&port=6000 /run/pg 6000 d",
                "postgresql://%2Frun%2Fpg/d /run/pg 5432 d",
                "postgresql://a:1,b:2/d a 1 d",
                "postgresql://a,b:/d?port=7 a 7 d",
                "postgresql://u@h:5/d%2Fe?host=i i 5 d/e",
                "postgresql://u@h h 5432 u",
            })
    void uriLeadsTo(String uri, String host, int port, String database) {
        assertEquals(new Place.Database(host, port, database), read(uri).place());
    }

    @Test
    void uriBeatsServiceBeatsEnvironmentBeatsDefault() throws IOException {
        Path services = Files.writeString(home.resolve("services"), """
                # ours
                [other]
                host=elsewhere

                [night]
                host=service.example
                user=from_service
                dbname=from_service
                """);
        Map<String, String> child = read(
                        "postgresql:///from_uri?service=night",
                        Map.of(
                                "PGSERVICEFILE", services.toString(),
                                "PGUSER", "from_environment",
                                "PGPORT", "7000"))
                .withDatabase("chosen")
                .childEnvironment();
        assertEquals("service.example", child.get("PGHOST"));
        assertEquals("from_service", child.get("PGUSER"));
        assertEquals("7000", child.get("PGPORT"));
        assertEquals("chosen", child.get("PGDATABASE"));
        assertEquals("nightmask", child.get("PGAPPNAME"));
    }

    @Test
    void passwordFileIsReadAsPsqlReadsIt() throws IOException {
        Path file = Files.writeString(home.resolve(".pgpass"), """
                # comment
                h:5432:other:ann:wrong
                h:*:d:ann:a\\:b\\\\c
                *:*:*:*:last
                """);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertEquals("a:b\\c", passwordFor("postgresql://ann@h/d"));
        assertEquals("last", passwordFor("postgresql://bob@h/d"));
        assertEquals("given", passwordFor("postgresql://ann:given@h/d"));
    }

    @Test
    void passwordFileThatOthersMayReadDoesNotCount() throws IOException {
        Path file = Files.writeString(home.resolve(".pgpass"), "*:*:*:*:open");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertNull(passwordFor("postgresql://ann@h/d"));
    }

    @Test
    void childSeesNothingOfOursButWhatItNeeds() {
        Map<String, String> child = read(
                        "postgresql://ann@h/d",
                        Map.of("PATH", "/bin", "NIGHTMASK_KEY", "k", "AWS_SECRET_ACCESS_KEY", "s", "PGDATESTYLE", "x"))
                .childEnvironment();
        assertEquals("/bin", child.get("PATH"));
        assertFalse(child.containsKey("NIGHTMASK_KEY"));
        assertFalse(child.containsKey("AWS_SECRET_ACCESS_KEY"));
        assertFalse(child.containsKey("PGDATESTYLE"));
    }

    @Test
    void commandLineHoldsNoPasswordAndNoDatabaseThatReadsAsSetting() {
        List<String> words = read("postgresql://ann:secret@h/host%3Devil%27x").clientArguments();
        assertEquals(List.of("--no-password", "--dbname=dbname='host=evil\\'x'"), words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "mysql://h/d 'connection URI'",
                "postgresql://h/d?passwrod=hunter2 passwrod",
                "postgresql://h/d?sslmode=hunter2 sslmode",
                "postgresql://h/d?connect_timeout=hunter2 connect_timeout",
                "postgresql://h/d?target_session_attrs=hunter2 target_session_attrs",
                "postgresql://h/d?service=hunter2 service",
                "postgresql://h:hunter2/d port",
                "postgresql://h:99999/d port",
                "postgresql://a,b:1,c:2/d?port=1,2 port",
                "postgresql://[::1/d host",
                "postgresql://ann:hunter2%zz@h/d password",
                "postgresql://h/d?hunter2&x 'connection URI'",
            })
    void messageNamesTheParameterAndNeverItsValue(String uri, String name) {
        NightmaskException e = assertThrows(NightmaskException.class, () -> read(uri));
        assertEquals(Failure.CONNECTION_SETTING, e.failure());
        assertFalse(e.problems().getFirst().sentence().contains("hunter2"));
        assertEquals(new Place.Setting(name), e.problems().getFirst().place());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ann:hunter2/tail@h/d",
                "postgresql://ann:12/hunter2@h/d",
                "postgresql://ann:x@hunter2@h/d",
                "postgresql://ann:x@y/hunter2@h/d"
            })
    void passwordThatIsNotEncodedIsNotShownAsHostOrDatabase(String uri) {
        NightmaskException e = assertThrows(NightmaskException.class, () -> read(uri));
        assertEquals(Failure.CONNECTION_SETTING, e.failure());
        assertFalse(e.problems().getFirst().sentence().contains("hunter2"));
    }

    @Test
    void restrictionThatTheDriverCannotKeepIsRefused() {
        NightmaskException e = assertThrows(
                NightmaskException.class, () -> read("postgresql://h/d", Map.of("PGSSLCRL", "/etc/crl.pem")));
        assertEquals(new Place.Setting("PGSSLCRL"), e.problems().getFirst().place());
    }

    @Test
    void settingsNeverPrintThePassword() {
        assertEquals("d on h:5432", read("postgresql://ann:secret@h/d").toString());
        assertEquals("***", new Password("secret").toString());
    }

    private @Nullable String passwordFor(String uri) {
        try (ChildLogin login = read(uri).childLogin()) {
            assertFalse(login.environment().containsKey("PGPASSWORD"));
            Path file = Path.of(login.environment().get("PGPASSFILE"));
            if (!Files.exists(file)) {
                return null;
            }
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file), "is it secret");
            String line = Files.readString(file);
            return line.substring("*:*:*:*:".length(), line.length() - 1).replaceAll("\\\\([:\\\\])", "$1");
        } catch (IOException e) {
            throw new AssertionError(e);
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
