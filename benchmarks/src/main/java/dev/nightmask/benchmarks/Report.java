package dev.nightmask.benchmarks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a comparison found: this record is its JSON, [Tables] what a person reads.
///
/// @param date the day it ran
/// @param notRun why a contender has no row
record Report(
        LocalDate date,
        Machine machine,
        Database database,
        List<Row> contenders,
        List<Wanted> figures,
        Map<String, String> notRun) {

    /// @param tableBytes on the server's pages, without indexes
    record Database(String size, long tableBytes, long seed) {}

    /// One contender.
    ///
    /// @param wallRatio to `pg_dump -Fc -Z1` of the same round
    record Row(String id, String title, int runs, Quantities quantities, Optional<Spread> wallRatio) {}

    /// One figure that Nightmask wants to reach.
    record Wanted(String title, Quantity quantity, double atMost, Spread measured, boolean reached) {}

    static Report of(LocalDate date, Machine machine, Database database, Rounds rounds) {
        List<Row> rows = new ArrayList<>();
        rounds.runs().forEach((contender, runs) -> rows.add(row(contender, runs, rounds)));
        List<Wanted> figures = Figure.WANTED.stream()
                .flatMap(figure -> wanted(figure, rounds).stream())
                .toList();
        Map<String, String> notRun = new LinkedHashMap<>();
        rounds.failed().forEach((contender, why) -> notRun.put(contender.title(), why));
        return new Report(date, machine, database, rows, figures, notRun);
    }

    private static Row row(Contender contender, List<Measured> runs, Rounds rounds) {
        return new Row(
                contender.id(),
                contender.title(),
                runs.size(),
                Quantities.of(runs),
                rounds.ratio(contender, Contenders.DUMP_1, Quantity.WALL_SECONDS));
    }

    private static Optional<Wanted> wanted(Figure figure, Rounds rounds) {
        String title = figure.contender().title()
                + figure.reference().map(reference -> " / " + reference.title()).orElse("");
        return rounds.value(figure)
                .map(measured -> new Wanted(
                        title, figure.quantity(), figure.atMost(), measured, measured.median() <= figure.atMost()));
    }
}
