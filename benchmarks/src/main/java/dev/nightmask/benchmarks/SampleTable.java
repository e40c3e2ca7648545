package dev.nightmask.benchmarks;

import java.io.IOException;
import java.io.OutputStream;

/// A table of the sample database and how its rows are made.
///
/// @param row writes the fields of one row; ids count from 1
record SampleTable(String name, long rows, Row row) {

    /// Writes the fields of one row.
    @FunctionalInterface
    interface Row {
        void write(long id, Draw draw, RowText out);
    }

    /// Writes all rows as COPY text. The same seed gives the same bytes.
    void write(long seed, OutputStream out) throws IOException {
        Draw draw = new Draw(seed ^ name.hashCode());
        RowText text = new RowText(out);
        for (long id = 1; id <= rows; id++) {
            draw.row(id);
            row.write(id, draw, text);
            text.end();
        }
        text.flush();
    }
}
