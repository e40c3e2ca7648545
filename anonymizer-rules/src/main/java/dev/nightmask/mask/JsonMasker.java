package dev.nightmask.mask;

import dev.nightmask.rules.Rule.Json.Otherwise;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Masks the values of a JSON document by path and leaves every other byte as it is: digits, key order, space.
///
/// What no path decides follows `otherwise`. Suppress: such a member goes, key and value; such an element
/// becomes null; an object or array stays if something inside it does or a path goes through it by name.
/// Refuse: such a string, number or boolean stops the run, and so does a member that no path knows of.
/// A member that only a `..` path could go through must have a key like an identifier: a map whose keys are
/// e-mail addresses or numbers is data, not structure.
///
/// Not thread-safe. One pass, some nanoseconds a byte besides the techniques; allocates nothing.
final class JsonMasker implements Masker {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_IDENTIFIER = 64;

    private final JsonPaths paths;
    private final JsonAction[] actions;
    private final boolean refuses;
    private final JsonCursor cursor = new JsonCursor();
    private final Field key = new Field();
    private final Field plain = new Field();
    private final Field masked = new Field();
    private Field source = plain;
    private Field target = masked;

    /// @param actions one for each path, in the order in which `paths` was made
    JsonMasker(JsonPaths paths, List<JsonAction> actions, Otherwise otherwise) {
        this.paths = paths;
        this.actions = actions.toArray(JsonAction[]::new);
        this.refuses = otherwise == Otherwise.REFUSE;
    }

    @Override
    public void mask(Field in, Field out) {
        source = in;
        target = out;
        cursor.start(in);
        copySpace();
        if (!value(0, paths.root(), false, true)) {
            target.append(NULL);
        }
        copySpace();
        cursor.end();
    }

    /// Masks the value at the cursor.
    ///
    /// @param path the one that decides the value, or [JsonPaths#NONE]
    /// @param kept whether a path keeps what is around it
    /// @param named whether a path goes through it by name
    /// @return whether it stays, masked or not; if not, whatever was written of it is to be taken back
    private boolean value(int depth, int path, boolean kept, boolean named) {
        if (path == JsonPaths.NONE) {
            return kept ? keep(depth, named) : undecided(depth, named);
        }
        return switch (actions[path]) {
            case JsonAction.Keep ignored -> keep(depth, named);
            case JsonAction.Whole whole -> replace(depth, whole.json());
            case JsonAction.Scalars scalars -> isContainer() ? container(depth, false, named) : apply(scalars.masker());
        };
    }

    private boolean keep(int depth, boolean named) {
        if (isContainer() && paths.leadsOn(depth)) {
            return container(depth, true, named);
        }
        int from = cursor.position();
        cursor.value(depth);
        copyFrom(from);
        return true;
    }

    private boolean undecided(int depth, boolean named) {
        if (isContainer()) {
            return container(depth, false, named);
        }
        if (isNull() && refuses) {
            return replace(depth, NULL);
        }
        return drop(depth);
    }

    private boolean drop(int depth) {
        if (refuses) {
            throw BadField.kind();
        }
        cursor.value(depth);
        return false;
    }

    private boolean container(int depth, boolean kept, boolean named) {
        byte open = cursor.open(depth);
        target.append(open);
        copySpace();
        boolean any = false;
        int written = 0;
        for (boolean more = !cursor.closes(open); more; more = cursor.more(open)) {
            int mark = target.length();
            if (written > 0) {
                target.append(',');
            }
            boolean stays = open == '{' ? member(depth, kept) : element(depth, kept);
            any |= stays;
            if (stays || open == '[') {
                copySpace();
                written++;
            } else {
                cursor.space();
                target.truncate(mark);
            }
        }
        target.append(JsonCursor.close(open));
        return kept || named || refuses || any;
    }

    private boolean member(int depth, boolean kept) {
        copySpace();
        int from = cursor.position();
        cursor.string();
        copyFrom(from);
        key.clear();
        JsonString.decode(source.array(), from + 1, cursor.position() - 1, key);
        copySpace();
        cursor.take(':');
        target.append(':');
        copySpace();
        int path = paths.member(depth, key);
        boolean known = path != JsonPaths.NONE || kept || paths.named();
        known |= paths.leadsOn(depth + 1) && isIdentifier();
        return known ? value(depth + 1, path, kept, paths.named()) : drop(depth + 1);
    }

    /// Masks an element; one that does not stay becomes null, so that the others keep their places.
    private boolean element(int depth, boolean kept) {
        copySpace();
        int mark = target.length();
        int path = paths.element(depth);
        if (value(depth + 1, path, kept, paths.named())) {
            return true;
        }
        target.truncate(mark);
        target.append(NULL);
        return false;
    }

    private boolean apply(Masker masker) {
        if (isNull()) {
            return replace(0, NULL);
        }
        int from = cursor.position();
        cursor.scalar();
        boolean string = source.byteAt(from) == '"';
        plain.clear();
        if (string) {
            JsonString.decode(source.array(), from + 1, cursor.position() - 1, plain);
        } else {
            plain.append(source.array(), from, cursor.position() - from);
        }
        masked.clear();
        masker.mask(plain, masked);
        write(string);
        return true;
    }

    /// A number stays a number where the technique leaves one; otherwise it becomes a string.
    private void write(boolean string) {
        if (masked.isNull()) {
            target.append(NULL);
        } else if (!string && JsonNumber.end(masked.array(), 0, masked.length()) == masked.length()) {
            target.append(masked);
        } else {
            JsonString.append(masked, target);
        }
    }

    private boolean replace(int depth, byte[] json) {
        byte[] replacement = isNull() ? NULL : json;
        cursor.value(depth);
        target.append(replacement);
        return true;
    }

    private boolean isNull() {
        return cursor.peek() == 'n';
    }

    private boolean isContainer() {
        return cursor.peek() == '{' || cursor.peek() == '[';
    }

    private boolean isIdentifier() {
        boolean identifier = !key.isEmpty() && key.length() <= LONGEST_IDENTIFIER && !isDigit(key.byteAt(0));
        for (int i = 0; identifier && i < key.length(); i++) {
            byte c = key.byteAt(i);
            int letter = c | 0x20;
            identifier = (letter >= 'a' && letter <= 'z') || isDigit(c) || c == '_' || c == '-' || c == '$';
        }
        return identifier;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private void copySpace() {
        int from = cursor.position();
        cursor.space();
        if (cursor.position() > from) {
            copyFrom(from);
        }
    }

    private void copyFrom(int from) {
        target.append(source.array(), from, cursor.position() - from);
    }
}
