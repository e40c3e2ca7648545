package dev.nightmask.benchmarks;

/// The wide table: 22 columns, among them free text and jsonb. Two in three bytes of the database are here.
final class People {
    private static final byte[] COMPANY = RowText.ascii(" Ltd");
    private static final byte[] URL = RowText.ascii("https://www.example.com/");
    private static final byte[] THEME = RowText.ascii("{\"theme\": \"");
    private static final byte[] LANGUAGE = RowText.ascii("\", \"language\": \"");
    private static final byte[] PAGE = RowText.ascii("\", \"page_size\": ");
    private static final byte[] DIGEST = RowText.ascii(", \"digest\": {\"daily\": true, \"hour\": ");
    private static final byte[] LABELS = RowText.ascii("}, \"labels\": [\"");
    private static final byte[] NEXT = RowText.ascii("\", \"");
    private static final byte[] END = RowText.ascii("\"]}");

    private People() {}

    static void row(long id, Draw draw, RowText out) {
        byte[] first = draw.oneOf(Words.FIRST_NAMES);
        byte[] last = draw.oneOf(Words.LAST_NAMES);
        out.field().number(id);
        uuid(draw, out.field());
        out.field().text(draw.skewed(Words.VOCABULARY)).letter('_').number(id);
        out.field().text(draw.skewed(Words.VOCABULARY)).letter('.').text(draw.skewed(Words.VOCABULARY));
        out.number(id).letter('@').text(draw.oneOf(Words.MAIL_HOSTS));
        out.field().text(first).field().text(last);
        out.field().letter('+').number(31 + draw.below(18)).letter(' ').padded(draw.below(1_000_000_000L), 9);
        Moments.birth(draw, out.field());
        address(draw, out);
        work(draw, out);
        texts(draw, out);
        counts(draw, out);
    }

    private static void uuid(Draw draw, RowText out) {
        long high = draw.bits();
        long low = draw.bits();
        out.hex(high >>> 32, 8).letter('-').hex(high >>> 16, 4).letter('-').hex(high, 4);
        out.letter('-').hex(low >>> 48, 4).letter('-').hex(low, 12);
    }

    private static void address(Draw draw, RowText out) {
        out.field().number(1 + draw.below(240)).letter(' ');
        out.text(draw.skewed(Words.VOCABULARY)).letter(' ').text(draw.oneOf(Words.STREETS));
        out.field().padded(draw.below(100_000), 5);
        out.field().text(draw.oneOf(Words.CITIES));
        out.field().text(draw.oneOf(Words.COUNTRIES));
    }

    private static void work(Draw draw, RowText out) {
        out.field();
        if (draw.oneIn(3)) {
            out.nothing();
        } else {
            out.text(draw.oneOf(Words.LAST_NAMES)).text(COMPANY);
        }
        out.field().text(draw.oneOf(Words.JOBS));
    }

    private static void texts(Draw draw, RowText out) {
        out.field();
        if (draw.oneIn(8)) {
            out.nothing();
        } else {
            Prose.paragraph(draw, out, 2 + draw.below(9));
        }
        out.field().text(THEME).text(draw.oneOf(Words.THEMES));
        out.text(LANGUAGE).text(draw.oneOf(Words.LANGUAGES));
        out.text(PAGE).number(10 + 10 * draw.below(10)).text(DIGEST).number(draw.below(24));
        out.text(LABELS).text(draw.skewed(Words.VOCABULARY));
        out.text(NEXT).text(draw.skewed(Words.VOCABULARY)).text(END);
        out.field().text(URL).text(draw.skewed(Words.VOCABULARY)).letter('/').hex(draw.bits(), 10);
    }

    private static void counts(Draw draw, RowText out) {
        out.field().number(draw.below(100_000)).letter('.').padded(draw.below(100), 2);
        out.field().number(draw.below(5_000));
        out.field().letter(draw.oneIn(10) ? 'f' : 't');
        out.field().number(10 + draw.below(200)).letter('.').number(draw.below(256));
        out.letter('.').number(draw.below(256)).letter('.').number(draw.below(256));
        Moments.moment(draw, out.field());
        out.field();
        if (draw.oneIn(10)) {
            out.nothing();
        } else {
            Moments.moment(draw, out);
        }
    }
}
