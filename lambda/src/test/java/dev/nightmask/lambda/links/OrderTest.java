package dev.nightmask.lambda.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class OrderTest {
    private static final Order ORDER =
            new Order("5f".repeat(32), new Member("T1", "C1", "U1", "alex"), "latest", "host", "https://planted");

    @Test
    void orderIsReadAsItWasWrittenAndPrintsNoSecret() throws IOException {
        assertEquals(ORDER, Order.read(new ByteArrayInputStream(ORDER.json())));
        assertFalse(ORDER.toString().contains("planted"));
    }

    /// The id becomes a key of the store.
    @ParameterizedTest
    @ValueSource(strings = {"", "../latest.json", "5f", "5F5f"})
    void idThatNamesNoRequestIsRefused(String id) {
        String json = new String(ORDER.json(), UTF_8).replace(ORDER.id(), id);
        assertThrows(JacksonException.class, () -> Order.read(new ByteArrayInputStream(json.getBytes(UTF_8))));
    }
}
