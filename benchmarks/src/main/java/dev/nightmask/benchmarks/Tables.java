package dev.nightmask.benchmarks;

import dev.nightmask.benchmarks.Report.Row;
import dev.nightmask.benchmarks.Report.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A report as Markdown.
final class Tables {
    private Tables() {}

    static List<String> of(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add("%s. Database: %s of tables. Medians of %d runs on %s, least and most in brackets."
                .formatted(
                        report.machine().describe(),
                        report.database().size(),
                        report.contenders().stream().mapToInt(Row::runs).max().orElse(0),
                        report.date()));
        lines.add("");
        lines.add(
                "| | wall s | wall / pg_dump -Fc -Z1 | CPU s | server CPU s | resident MB | output MB | first COPY s |");
        lines.add("|---|---|---|---|---|---|---|---|");
        report.contenders().forEach(row -> lines.add(line(row)));
        report.notRun().forEach((title, why) -> lines.add("| %s | %s | | | | | | |".formatted(title, why)));
        lines.add("");
        lines.add("| figure | | at most | measured | |");
        lines.add("|---|---|---|---|---|");
        report.figures().forEach(figure -> lines.add(line(figure)));
        return lines;
    }

    private static String line(Row row) {
        Quantities measured = row.quantities();
        return "| %s | %s | %s | %.1f | %.1f | %.0f | %.0f | %.2f |"
                .formatted(
                        row.title(),
                        range(measured.wallSeconds()),
                        row.wallRatio()
                                .map(ratio -> "%.2f".formatted(ratio.median()))
                                .orElse(""),
                        measured.cpuSeconds().median(),
                        measured.serverCpuSeconds().median(),
                        measured.residentMb().max(),
                        measured.outputMb().median(),
                        measured.firstCopySeconds().median());
    }

    private static String line(Wanted figure) {
        return "| %s | %s | %.2f | %s | %s |"
                .formatted(
                        figure.title(),
                        figure.quantity().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        figure.atMost(),
                        range(figure.measured()),
                        figure.reached() ? "reached" : "**missed**");
    }

    private static String range(Spread spread) {
        return "%.2f (%.2f to %.2f)".formatted(spread.median(), spread.min(), spread.max());
    }
}
