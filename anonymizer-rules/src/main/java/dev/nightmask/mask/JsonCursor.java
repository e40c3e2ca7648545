package dev.nightmask.mask;

/// Moves through JSON text (RFC 8259) value by value and checks its syntax on the way.
///
/// Every method throws `RULE_FIELD` where the text is not JSON or nests too deep. Positions are in bytes. Not
/// thread-safe; allocates nothing.
final class JsonCursor {
    private byte[] json = new byte[0];
    private int length;
    private int at;

    /// Begins a text, which must not change until the cursor is done with it.
    void start(Field text) {
        json = text.array();
        length = text.length();
        at = 0;
    }

    int position() {
        return at;
    }

    /// The byte at the cursor.
    byte peek() {
        if (at == length) {
            throw BadField.kind();
        }
        return json[at];
    }

    /// Moves over one byte, which must be this one.
    void take(int c) {
        if (peek() != c) {
            throw BadField.kind();
        }
        at++;
    }

    void space() {
        while (at < length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\t' || json[at] == '\r')) {
            at++;
        }
    }

    /// The text must be over.
    void end() {
        if (at != length) {
            throw BadField.kind();
        }
    }

    /// Moves over a value and all inside it.
    ///
    /// @param depth how many objects and arrays are open around it
    void value(int depth) {
        switch (peek()) {
            case '{', '[' -> container(depth);
            default -> scalar();
        }
    }

    /// Moves over a string, a number, `true`, `false` or `null`.
    void scalar() {
        switch (peek()) {
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        }
    }

    /// Moves over a string with its quotes.
    void string() {
        take('"');
        for (byte c = special(); c != '"'; c = special()) {
            if (c != '\\') {
                throw BadField.kind();
            }
            escape();
        }
    }

    /// Moves over the first quote, backslash or control character.
    private byte special() {
        at = JsonString.firstSpecial(json, at, length);
        byte c = peek();
        at++;
        return c;
    }

    /// Moves into an object or array.
    ///
    /// @param depth how many are open around it
    /// @return the bracket that opened it
    byte open(int depth) {
        if (depth >= JsonPaths.DEPTH) {
            throw BadField.kind();
        }
        byte open = peek();
        at++;
        return open;
    }

    /// Moves out of an object or array that is empty, and says whether it was.
    boolean closes(byte open) {
        if (peek() != close(open)) {
            return false;
        }
        at++;
        return true;
    }

    /// Moves over what follows a member or element: to the next one, or out of the object or array.
    boolean more(byte open) {
        if (closes(open)) {
            return false;
        }
        take(',');
        return true;
    }

    /// The bracket that closes what another opens.
    static byte close(byte open) {
        return (byte) (open == '{' ? '}' : ']');
    }

    private void container(int depth) {
        byte open = open(depth);
        space();
        for (boolean more = !closes(open); more; more = more(open)) {
            space();
            if (open == '{') {
                string();
                space();
                take(':');
                space();
            }
            value(depth + 1);
            space();
        }
    }

    private void escape() {
        byte c = peek();
        at++;
        if (c == 'u') {
            for (int i = 0; i < 4; i++, at++) {
                if (Character.digit(peek(), 16) < 0) {
                    throw BadField.kind();
                }
            }
        } else if ("\"\\/bfnrt".indexOf(c) < 0) {
            throw BadField.kind();
        }
    }

    private void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            take(word.charAt(i));
        }
    }

    private void number() {
        int end = JsonNumber.end(json, at, length);
        if (end < 0) {
            throw BadField.kind();
        }
        at = end;
    }
}
