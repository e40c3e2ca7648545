package dev.nightmask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.lambda.links.Office;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Commands about links, with the functions that hand them out behind real HTTP.
class LinksCommandTest {
    private static final String ARN = "arn:aws:iam::123456789012:user/alex";

    private static Workplace workplace;
    private static String store;
    private static ObjectStore objects;
    private static Office office;

    @BeforeAll
    static void start(@TempDir Path directory) {
        workplace = new Workplace(directory);
        store = workplace.freshStore();
        ok(workplace.snapshot(store).toArray(String[]::new));
        objects = Stores.open(store, surroundings(Map.of()).s3());
        office = Office.over(objects);
    }

    @AfterAll
    static void stop() {
        office.close();
        objects.close();
        workplace.close();
    }

    @Test
    void linkFromSlackIsPulledOnceAndOnRecord() {
        String link = office.link().toString();
        Path file = freshFile();
        ok("pull", link, "-o", file.toString());
        ok("verify", file.toString());
        assertFails(Failure.LINK_SPENT, "pull", link, "-o", freshFile().toString());
        JsonNode record = newest();
        assertEquals("redeemed", record.path("state").stringValue());
        assertEquals("broker", record.path("kind").stringValue());
        assertEquals("alex (T1/U1)", record.path("askedBy").stringValue());
        assertEquals("127.0.0.1", record.path("redeemedFrom").stringValue());
        String line = ok("links", "--store", store).out();
        assertTrue(line.contains("by alex (T1/U1) from slack C1, redeemed from 127.0.0.1"), line);
    }

    @Test
    void linkIsNotSpentOnAFileThatIsThere() throws Exception {
        String link = office.link().toString();
        Path file = Files.writeString(freshFile(), "mine");
        assertFails(Failure.OUTPUT_EXISTS, "pull", link, "-o", file.toString());
        assertEquals("open", newest().path("state").stringValue());
        ok("pull", link, "-o", freshFile().toString());
    }

    @Test
    void linkThatIsRevokedIsPulledByNobody() {
        String link = office.link().toString();
        String id = newest().path("id").stringValue();
        Ran revoked = ok("links", "--store", store, "--revoke", id.substring(0, 12));
        assertEquals(1, revoked.out().lines().count(), revoked.out());
        assertTrue(revoked.out().contains("revoked"), revoked.out());
        assertFails(Failure.LINK_REVOKED, "pull", link, "-o", freshFile().toString());
        assertFails(Failure.LINK_UNKNOWN, "links", "--store", store, "--revoke", "0".repeat(64));
    }

    @Test
    void whatIsOutAlreadyIsSaidWhenItIsRevoked() {
        String id = ok("link", "--store", store, "--json").json().path("id").stringValue();
        JsonNode record = newest();
        assertEquals(id, record.path("id").stringValue());
        assertEquals("presigned", record.path("kind").stringValue());
        assertEquals("tester", record.path("askedBy").stringValue());
        assertEquals("here", record.path("askedFrom").stringValue());
        String said = ok("links", "--store", store, "--revoke", id).out();
        assertTrue(said.contains("its URL was out already and works until"), said);
    }

    @Test
    void latestIsPulledByOnesOwnIdentity() {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "planted/key");
        try {
            String service =
                    office.pullService("AKIDEXAMPLE", "planted/key", ARN).toString();
            Map<String, String> environment = Map.of("AWS_REGION", "eu-west-1", "NIGHTMASK_SERVICE", service);
            Path file = freshFile();
            Ran pulled = Ran.nightmask(
                    surroundings(environment), List.of("pull", "--latest", "-o", file.toString(), "--name", "shop"));
            assertEquals(0, pulled.status(), pulled.everything());
            assertEquals(ARN, newest().path("askedBy").stringValue());
            Path another = freshFile();
            Ran named = Ran.nightmask(
                    surroundings(Map.of("AWS_REGION", "eu-west-1")),
                    List.of("pull", "--service", service, "-o", another.toString()));
            assertEquals(0, named.status(), named.everything());
            System.setProperty("aws.secretAccessKey", "another/key");
            Ran refused = Ran.nightmask(
                    surroundings(environment),
                    List.of("pull", "--latest", "-o", freshFile().toString()));
            assertEquals(Failure.CALLER_REFUSED.exitStatus(), refused.status(), refused.everything());
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    @Test
    void originIsNamedOnce() {
        String file = freshFile().toString();
        assertFails(Failure.USAGE, "pull", "--latest", "-o", file);
        assertFails(Failure.USAGE, "pull", "https://x/g/y", "--service", "https://x", "-o", file);
        assertFails(Failure.USAGE, "pull", "--store", store, "--service", "https://x", "-o", file);
        ok("pull", "--latest", "--store", store, "-o", file);
    }

    @Test
    void recordIsFilteredByTimeAndName() {
        office.link();
        assertFalse(ok("links", "--store", store, "--since", "1h").out().contains("no links"));
        assertTrue(ok("links", "--store", store, "--since", "0s").out().contains("no links"));
        assertTrue(ok("links", "--store", store, "--name", "other").out().contains("no links"));
    }

    private static JsonNode newest() {
        return ok("links", "--store", store, "--json").json().path("links").get(0);
    }

    private static Surroundings surroundings(Map<String, String> more) {
        return workplace.at(workplace.production(), more);
    }

    private static Ran ok(String... arguments) {
        Ran ran = Ran.nightmask(surroundings(Map.of()), List.of(arguments));
        assertEquals(0, ran.status(), ran.everything());
        return ran;
    }

    private static void assertFails(Failure failure, String... arguments) {
        Ran ran = Ran.nightmask(surroundings(Map.of()), List.of(arguments));
        assertEquals(failure.exitStatus(), ran.status(), ran.everything());
        Arrays.stream(arguments)
                .filter(argument -> argument.contains("/g/"))
                .forEach(link -> assertFalse(ran.everything().contains(link)));
    }

    private static Path freshFile() {
        return workplace.path(workplace.freshName() + ".dump");
    }
}
