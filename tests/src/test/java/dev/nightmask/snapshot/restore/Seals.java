package dev.nightmask.snapshot.restore;

import dev.nightmask.snapshot.archive.Reference;
import dev.nightmask.snapshot.archive.Seal;
import dev.nightmask.snapshot.archive.TableCount;
import java.util.List;

/// Seals that say something else than their archive.
final class Seals {
    private Seals() {}

    static Seal counting(Seal seal, List<TableCount> counts) {
        return with(seal, counts, seal.references());
    }

    static Seal declaring(Seal seal, Reference reference) {
        return with(seal, seal.tables(), List.of(reference));
    }

    private static Seal with(Seal seal, List<TableCount> counts, List<Reference> references) {
        return new Seal(
                seal.format(),
                seal.sources(),
                seal.rulesDigest(),
                seal.codec(),
                seal.engine(),
                seal.tocDigest(),
                counts,
                seal.blocks(),
                references);
    }
}
