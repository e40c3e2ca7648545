package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.archive.Seal;
import dev.nightmask.snapshot.archive.TableCount;
import java.util.List;

/// Seals that say something else than their archive.
final class Seals {
    private Seals() {}

    static Seal counting(Seal seal, List<TableCount> counts) {
        return new Seal(
                seal.format(),
                seal.sources(),
                seal.rulesDigest(),
                seal.codec(),
                seal.engine(),
                seal.tocDigest(),
                seal.blocksDigest(),
                counts,
                seal.references());
    }
}
