package dev.nightmask.benchmarks;

/// The narrow table: many short rows, all numbers and times.
///
/// @param people whom the events are about
record Events(long people) {

    void row(long id, Draw draw, RowText out) {
        out.field().number(id);
        out.field().number(1 + draw.below(people));
        out.field().number(draw.below(40));
        Moments.moment(draw, out.field());
        out.field().number(draw.below(1_000)).letter('.').number(1 + draw.below(9));
    }
}
