package dev.nightmask.snapshot.archive;

/// What an entry says of its data block. All variants have the same length in the archive.
sealed interface DataPosition {

    /// There is a block, and whoever wrote the entry did not know where.
    record NotSet() implements DataPosition {}

    /// There is a block, and its first byte is at this offset in the archive.
    record At(long offset) implements DataPosition {
        public At {
            if (offset < 0) {
                throw new IllegalArgumentException("offset " + offset);
            }
        }
    }

    /// There is no block.
    record NoData() implements DataPosition {}
}
