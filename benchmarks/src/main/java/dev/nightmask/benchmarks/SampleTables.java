package dev.nightmask.benchmarks;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The tables of a sample database of a chosen size: people are the wide table, orders have foreign keys, events are
/// narrow, and twenty lookups are small. `schema.sql` creates them.
final class SampleTables {
    private static final int LOOKUPS = 20;

    private static final Share PEOPLE = new Share(0.64, 706);
    private static final Share ORDERS = new Share(0.15, 122.1);
    private static final Share EVENTS = new Share(0.20, 68.3);
    private static final Share LOOKUP = new Share(0.01 / LOOKUPS, 116);

    private SampleTables() {}

    /// What part of the database a table is.
    ///
    /// @param bytesPerRow on the server's pages, all included; measured
    private record Share(double part, double bytesPerRow) {
        long rows(ByteSize size) {
            return Math.max(1, Math.round(size.bytes() * part / bytesPerRow));
        }
    }

    /// The largest first.
    static List<String> names() {
        return Stream.concat(
                        Stream.of("people", "events", "orders"),
                        IntStream.rangeClosed(1, LOOKUPS).mapToObj("lookup_%02d"::formatted))
                .toList();
    }

    /// The largest first.
    static List<SampleTable> of(ByteSize size) {
        long people = PEOPLE.rows(size);
        long lookups = LOOKUP.rows(size);
        Stream<SampleTable> large = Stream.of(
                new SampleTable("people", people, People::row),
                new SampleTable("events", EVENTS.rows(size), new Events(people)::row),
                new SampleTable("orders", ORDERS.rows(size), new Orders(people, lookups)::row));
        Stream<SampleTable> small = IntStream.rangeClosed(1, LOOKUPS)
                .mapToObj(number -> new SampleTable("lookup_%02d".formatted(number), lookups, SampleTables::lookup));
        return Stream.concat(large, small).toList();
    }

    private static void lookup(long id, Draw draw, RowText out) {
        out.field().number(id);
        out.field().text(draw.skewed(Words.VOCABULARY)).letter('_').number(id);
        out.field();
        Prose.sentence(draw, out, 4 + draw.below(8));
        Moments.moment(draw, out.field());
    }
}
