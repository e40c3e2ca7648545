package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretUrlTest {
    @Test
    void urlIsShownOnlyWhenItIsRevealed() {
        SecretUrl url = SecretUrl.parse("https://bucket.example/archive?X-Amz-Signature=planted");
        assertEquals("***", url.toString());
        assertEquals(
                "https://bucket.example/archive?X-Amz-Signature=planted",
                url.reveal().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "archive.dump",
                "file:///etc/passwd",
                "ftp://host/planted",
                "http:/planted",
                "https://user:planted@host/x",
                "http://host/ planted"
            })
    void nothingElseIsALinkAndNothingOfItIsRepeated(String text) {
        NightmaskException refused = assertThrows(NightmaskException.class, () -> SecretUrl.parse(text));
        assertEquals(Failure.LINK_REFUSED, refused.failure());
        assertEquals(
                "the link is not one that a server takes: LINK",
                refused.problems().getFirst().sentence());
    }
}
