package dev.nightmask.benchmarks;

/// The table with foreign keys.
///
/// @param people how many there are to order
/// @param lookups how many rows each lookup table has
record Orders(long people, long lookups) {
    private static final byte[] EURO = RowText.ascii("EUR");

    void row(long id, Draw draw, RowText out) {
        out.field().number(id);
        out.field().number(1 + draw.below(people));
        out.field().number(1 + draw.below(lookups));
        out.field().number(1 + draw.below(lookups));
        out.field().letter('N').letter('-').padded(id, 9);
        out.field().text(draw.oneOf(Words.STATES));
        out.field().number(draw.below(2_000)).letter('.').padded(draw.below(100), 2);
        out.field().text(EURO);
        Moments.moment(draw, out.field());
        out.field();
        if (draw.oneIn(3)) {
            Prose.sentence(draw, out, 3 + draw.below(10));
        } else {
            out.nothing();
        }
    }
}
