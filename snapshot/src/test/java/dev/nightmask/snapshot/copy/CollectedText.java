package dev.nightmask.snapshot.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Every piece that was handed on.
final class CollectedText implements MaskedText {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final List<Integer> lengths = new ArrayList<>();
    private final List<Long> rows = new ArrayList<>();

    /// What the work hands on, to the end.
    static CollectedText of(Consumer<MaskedRows> work) {
        CollectedText collected = new CollectedText();
        MaskedRows out = new MaskedRows();
        out.begin(collected);
        work.accept(out);
        out.end();
        return collected;
    }

    @Override
    public void accept(byte[] piece, int length, long ended) {
        text.write(piece, 0, length);
        lengths.add(length);
        rows.add(ended);
    }

    String text() {
        return text.toString(UTF_8);
    }

    List<Integer> lengths() {
        return lengths;
    }

    List<Long> rows() {
        return rows;
    }
}
