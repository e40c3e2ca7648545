package dev.nightmask.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// COPY text of the wide table, for benchmarks of what works on bytes.
public final class SampleText {
    /// In the order of the fields.
    public static final List<String> COLUMNS = List.of(
            ("id token username email first_name last_name phone date_of_birth street postcode city country company job "
                            + "biography preferences homepage balance logins active last_address created_at seen_at")
                    .split(" "));

    private static final long SEED = 1;
    private static final double PAGE_BYTES_PER_TEXT_BYTE = 1.66;

    private SampleText() {}

    /// About this many bytes, in whole rows.
    public static byte[] ofPeople(int bytes) {
        SampleTable people = SampleTables.of(new ByteSize((long) (PAGE_BYTES_PER_TEXT_BYTE * bytes)))
                .getFirst();
        var out = new ByteArrayOutputStream();
        try {
            people.write(SEED, out);
        } catch (IOException e) {
            throw new IllegalStateException("memory has no end", e);
        }
        return out.toByteArray();
    }

    /// The rows of a text, each with the line feed that ends it.
    public static List<byte[]> rows(byte[] text) {
        List<byte[]> rows = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length; at++) {
            if (text[at] == '\n') {
                rows.add(Arrays.copyOfRange(text, from, at + 1));
                from = at + 1;
            }
        }
        return rows;
    }
}
