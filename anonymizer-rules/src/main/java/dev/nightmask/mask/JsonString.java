package dev.nightmask.mask;

/// JSON strings (RFC 8259, section 7): their text in UTF-8, and back.
final class JsonString {
    private static final String HEX = "0123456789abcdef";

    private JsonString() {}

    /// Appends the text of a string literal.
    ///
    /// @param from behind the opening quote
    /// @param to at the closing quote
    /// @throws dev.nightmask.failure.NightmaskException `RULE_FIELD` for an escaped NUL or half a surrogate pair
    static void decode(byte[] json, int from, int to, Field out) {
        int at = from;
        while (at < to) {
            int plain = at;
            while (at < to && json[at] != '\\') {
                at++;
            }
            out.append(json, plain, at - plain);
            if (at < to) {
                at = escape(json, at + 1, out);
            }
        }
    }

    /// Appends a text as a string literal with its quotes.
    static void append(Field text, Field out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            byte c = text.byteAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
                out.append(c);
            } else if (c >= 0 && c < 0x20) {
                control(c, out);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static void control(int c, Field out) {
        out.append('\\');
        out.append('u');
        out.append('0');
        out.append('0');
        out.append(HEX.charAt(c >> 4));
        out.append(HEX.charAt(c & 15));
    }

    /// Reads what follows a backslash; the cursor has checked its syntax.
    private static int escape(byte[] json, int at, Field out) {
        switch (json[at]) {
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> {
                return unicode(json, at + 1, out);
            }
            default -> out.append(json[at]);
        }
        return at + 1;
    }

    private static int unicode(byte[] json, int at, Field out) {
        int unit = hex(json, at);
        if (unit == 0 || Character.isLowSurrogate((char) unit)) {
            throw BadField.kind();
        }
        if (!Character.isHighSurrogate((char) unit)) {
            Utf8.append(unit, out);
            return at + 4;
        }
        // A closing quote stands behind the last escape, so these two bytes are there.
        if (json[at + 4] != '\\' || json[at + 5] != 'u') {
            throw BadField.kind();
        }
        int low = hex(json, at + 6);
        if (!Character.isLowSurrogate((char) low)) {
            throw BadField.kind();
        }
        Utf8.append(Character.toCodePoint((char) unit, (char) low), out);
        return at + 10;
    }

    private static int hex(byte[] json, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            value = value << 4 | Character.digit(json[i], 16);
        }
        return value;
    }
}
