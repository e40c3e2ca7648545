package dev.nightmask.snapshot.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.publish.SecretUrl;
import org.junit.jupiter.api.Test;

class BrokerLinkTest {
    @Test
    void encryptedLinkDoesNotLeadToAPlainOne() {
        BrokerLink encrypted = link("https");
        assertEquals("https://s3/a", encrypted.followed("https://s3/a").reveal().toString());
        for (String location : new String[] {"http://s3/a", "ftp://s3/a", "/a", "https://user@s3/a"}) {
            NightmaskException refused =
                    assertThrows(NightmaskException.class, () -> encrypted.followed(location), location);
            assertEquals(Failure.LINK_REFUSED, refused.failure());
        }
        assertEquals(
                "http://s3/a", link("http").followed("http://s3/a").reveal().toString());
    }

    private static BrokerLink link(String scheme) {
        return BrokerLink.in(SecretUrl.parse(scheme + "://host/g/" + "A".repeat(43)))
                .orElseThrow();
    }
}
