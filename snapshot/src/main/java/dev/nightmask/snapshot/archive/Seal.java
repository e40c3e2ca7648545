package dev.nightmask.snapshot.archive;

import java.util.List;

/// What must be true of an archive, written as its last data block under a dump id that no entry has, where
/// pg_restore passes over it: so a file that was pulled by a bare link can still be verified, and still knows
/// which servers it must never be restored into.
///
/// It holds nothing that differs between two runs over the same state with the same rules and key.
///
/// @param format version of the seal's own layout, 2
/// @param sources the servers a restore must refuse
/// @param rulesDigest SHA-256 of the rule set, hex
/// @param codec as on the command line, for example `zlib:1`
/// @param engine what compressed, for example `ISA-L`: another engine gives other bytes
/// @param tocDigest SHA-256 of the table of contents with its offsets, without the header before it, hex
/// @param tables what each table holds, in the order of their data blocks
/// @param blocks the data blocks, in the same order, without a gap from the end of the head to the seal
/// @param references between columns that no foreign key joins, as the rules declare them
public record Seal(
        int format,
        List<SourceIdentity> sources,
        String rulesDigest,
        String codec,
        String engine,
        String tocDigest,
        List<TableCount> tables,
        List<Segment> blocks,
        List<Reference> references) {
    public Seal {
        sources = List.copyOf(sources);
        tables = List.copyOf(tables);
        blocks = List.copyOf(blocks);
        references = List.copyOf(references);
    }
}
