package dev.nightmask.mask;

import java.nio.charset.StandardCharsets;

/// What becomes of a JSON value that a path decides.
sealed interface JsonAction {

    /// It stays, and all inside it that no other path decides.
    record Keep() implements JsonAction {}

    /// JSON text takes the place of the whole value, whatever it is.
    record Whole(byte[] json) implements JsonAction {
        static Whole nothing() {
            return new Whole("null".getBytes(StandardCharsets.US_ASCII));
        }

        static Whole string(String text) {
            var plain = new Field();
            var json = new Field();
            plain.append(text.getBytes(StandardCharsets.UTF_8));
            JsonString.append(plain, json);
            return new Whole(java.util.Arrays.copyOf(json.array(), json.length()));
        }
    }

    /// A technique masks it if it is a string, a number or a boolean.
    record Scalars(Masker masker) implements JsonAction {}
}
