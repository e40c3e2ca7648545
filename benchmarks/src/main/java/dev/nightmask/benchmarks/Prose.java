package dev.nightmask.benchmarks;

/// Free text.
final class Prose {
    private Prose() {}

    static void sentence(Draw draw, RowText out, int words) {
        for (int i = 0; i < words; i++) {
            if (i > 0) {
                out.letter(' ');
            }
            out.text(draw.skewed(Words.VOCABULARY));
        }
        out.letter('.');
    }

    static void paragraph(Draw draw, RowText out, int sentences) {
        for (int i = 0; i < sentences; i++) {
            if (i > 0) {
                out.letter(' ');
            }
            sentence(draw, out, 4 + draw.below(12));
        }
    }
}
