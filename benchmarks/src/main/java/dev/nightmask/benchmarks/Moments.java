package dev.nightmask.benchmarks;

/// Dates and timestamps, as the server writes them.
final class Moments {
    private static final int BIRTHS = 24_000;
    private static final int RECENT = 1_500;

    private Moments() {}

    static void birth(Draw draw, RowText out) {
        out.text(Words.DAYS[draw.below(BIRTHS)]);
    }

    /// A time of the last years, in UTC and to the microsecond.
    static void moment(Draw draw, RowText out) {
        out.text(Words.DAYS[Words.DAYS.length - 1 - draw.below(RECENT)]).letter(' ');
        out.padded(draw.below(24), 2).letter(':').padded(draw.below(60), 2).letter(':');
        out.padded(draw.below(60), 2).letter('.').padded(draw.below(1_000_000), 6);
        out.letter('+').letter('0').letter('0');
    }
}
