package dev.nightmask.snapshot.link;

import java.io.IOException;
import java.io.InputStream;

/// Where an archive is pulled from. A failure that another try may mend is LINK_UNREACHABLE or
/// STORE_UNREACHABLE.
interface ByteSource {

    /// Opens the archive from an offset on, or from its start when it is not the one that was meant.
    ///
    /// @param offset less than the archive's size
    /// @param tag of the archive that is meant, empty when unknown
    Bytes open(long offset, String tag);

    /// What follows, and what it is part of. The caller closes it.
    ///
    /// @param stream ends early or throws [IOException] when the connection is cut
    /// @param offset where the stream begins
    /// @param sizeBytes of the whole archive
    /// @param tag of the archive, without line ends; empty when there is none
    record Bytes(InputStream stream, long offset, long sizeBytes, String tag) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
