package dev.nightmask.lambda.links;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.nightmask.snapshot.publish.ObjectStore;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Remembers requests in the store, so that each is answered once, whichever process it comes to. A request is good for
/// at most ten minutes; what is older may be removed.
///
/// ```
/// requests/77ab...31
/// ```
record SeenRequests(ObjectStore store, RandomGenerator random) {

    /// Whether nobody has asked this before.
    ///
    /// @param id 64 hex digits that name the request
    boolean isFirst(String id) {
        byte[] nonce = new byte[16]; // Two that write the same bytes at once could both take them for their own.
        random.nextBytes(nonce);
        return store.writeIf("requests/" + id, HexFormat.of().formatHex(nonce).getBytes(US_ASCII), null);
    }
}
