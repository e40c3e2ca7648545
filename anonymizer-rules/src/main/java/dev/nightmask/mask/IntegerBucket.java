package dev.nightmask.mask;

/// A whole number lowered to a multiple of a size: 1234 by 100 becomes 1200, and -1 becomes -100. Where that
/// multiple is below what the column's type holds, the type's least value stands for it.
final class IntegerBucket implements Masker {
    private final long size;
    private final long least;

    /// @param least the least value of the column's type
    IntegerBucket(long size, long least) {
        this.size = size;
        this.least = least;
    }

    @Override
    public void mask(Field in, Field out) {
        long value = WholeNumber.read(in);
        long above = Math.floorMod(value, size);
        WholeNumber.append(value < least + above ? least : value - above, out);
    }
}
