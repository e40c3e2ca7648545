package dev.nightmask.mask;

/// Writes the pseudonym that a keyed hash stands for. Equal hashes are spelled alike. Allocates nothing.
@FunctionalInterface
interface Spelling {

    /// Appends the pseudonym.
    ///
    /// @param hash that of the original, just computed
    void append(KeyedHash hash, Field out);
}
