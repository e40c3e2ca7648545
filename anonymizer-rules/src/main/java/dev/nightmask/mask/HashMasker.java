package dev.nightmask.mask;

/// A pseudonym that depends on the keyed hash of a text alone. An empty text stays empty.
///
/// All spellings come through this one call of the hash: the JVM compiles SHA-256 with all around it anew for each
/// place that it is called from.
final class HashMasker implements Masker {
    private final KeyedHash hash;
    private final Spelling spelling;

    HashMasker(KeyedHash hash, Spelling spelling) {
        this.hash = hash;
        this.spelling = spelling;
    }

    @Override
    public void mask(Field in, Field out) {
        if (!in.isEmpty()) {
            hash.ofText(in);
            spelling.append(hash, out);
        }
    }
}
