package dev.nightmask.cli;

import dev.nightmask.snapshot.check.Examined;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What came out of one check, and how a table of them looks.
record CheckLine(String check, String object, long rows, long findings, String verdict) {
    private static final CheckLine HEADING = new CheckLine("check", "object", 0, 0, "verdict");

    static CheckLine of(Examined examined) {
        return new CheckLine(
                examined.check().label(),
                ErrorReport.printable(examined.object()),
                examined.rows(),
                examined.findings(),
                examined.verdict().label());
    }

    static List<String> table(List<CheckLine> checks) {
        int check = width(checks, CheckLine::check);
        int object = width(checks, CheckLine::object);
        String format = "%-" + check + "s  %-" + object + "s  %15s  %11s  %s";
        List<String> lines = new ArrayList<>();
        lines.add(format.formatted(HEADING.check, HEADING.object, "rows examined", "findings", HEADING.verdict));
        for (CheckLine line : checks) {
            lines.add(format.formatted(
                    line.check, line.object, Amounts.count(line.rows), Amounts.count(line.findings), line.verdict));
        }
        return lines;
    }

    private static int width(List<CheckLine> checks, Function<CheckLine, String> column) {
        return checks.stream()
                .map(column)
                .mapToInt(String::length)
                .reduce(column.apply(HEADING).length(), Math::max);
    }
}
