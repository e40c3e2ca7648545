package dev.nightmask.lambda.links;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Text with gaps, for example `{size}`, which are filled one after the other.
record Template(String text) {

    /// Reads a file that lies beside this class.
    static Template named(String file) {
        try (InputStream in = Objects.requireNonNull(Template.class.getResourceAsStream(file), file)) {
            return new Template(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Fills a gap with text that may hold anything.
    Template with(String gap, String value) {
        return withMarkup(gap, value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    Template with(String gap, long value) {
        return withMarkup(gap, Long.toString(value));
    }

    /// Fills a gap with markup of our own.
    Template withMarkup(String gap, String markup) {
        return new Template(text.replace("{" + gap + "}", markup));
    }
}
