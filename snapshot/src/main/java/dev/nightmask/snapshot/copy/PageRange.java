package dev.nightmask.snapshot.copy;

import java.util.OptionalLong;

/// Pages of a table, from `first` up to but not `end`; without `end`, all that follow.
///
/// The last range of a table is open, since the table may have grown since it was measured.
record PageRange(long first, OptionalLong end) {
    static final PageRange ALL = new PageRange(0, OptionalLong.empty());

    PageRange {
        if (first < 0 || (end.isPresent() && end.getAsLong() <= first)) {
            throw new IllegalArgumentException(first + " to " + end);
        }
    }

    boolean isAll() {
        return first == 0 && isLast();
    }

    boolean isLast() {
        return end.isEmpty();
    }

    /// The condition on `ctid`, the page and line of a row.
    String condition() {
        String from = "ctid >= '(" + first + ",0)'";
        return isLast() ? from : from + " AND ctid < '(" + end.getAsLong() + ",0)'";
    }
}
