package dev.nightmask.snapshot.archive;

import java.util.Arrays;

/// The database name that Nightmask writes into a header: `nightmask` and a hash of the header's other fields.
///
/// It keeps the name of the source out, and makes the header, which the [Seal] leaves out because of its time,
/// vouch for itself.
final class HeaderCheck {
    private static final String NAME = "nightmask";
    private static final int HASH_BYTES = 4;

    private HeaderCheck() {}

    /// The same header under its checked name.
    static ArchiveHeader sign(ArchiveHeader header) {
        ArchiveHeader bare = named(header, NAME);
        WireOutput out = new WireOutput();
        HeaderWire.write(out, bare);
        byte[] hash = Sha256.start().digest(out.toByteArray());
        return named(header, NAME + " " + Sha256.hex(Arrays.copyOf(hash, HASH_BYTES)));
    }

    /// Whether Nightmask says that it wrote the header.
    static boolean isSigned(ArchiveHeader header) {
        return header.database().startsWith(NAME + " ");
    }

    static boolean holds(ArchiveHeader header) {
        return sign(header).equals(header);
    }

    private static ArchiveHeader named(ArchiveHeader header, String database) {
        return new ArchiveHeader(
                header.minor(),
                header.compression(),
                header.created(),
                database,
                header.serverVersion(),
                header.pgDumpVersion());
    }
}
