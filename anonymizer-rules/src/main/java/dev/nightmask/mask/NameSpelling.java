package dev.nightmask.mask;

import dev.nightmask.rules.Rule.Pseudonymize.Kind;

/// A pseudonym that is a person's name: first name, last name, or both. Many people share one.
final class NameSpelling implements Spelling {
    private final Kind kind;
    private final Dictionary firstNames = Dictionary.of("name.firstName", "en");
    private final Dictionary lastNames = Dictionary.of("name.lastName", "en");
    private final int maxLength;

    /// @param kind one of the three names
    NameSpelling(Kind kind, int maxLength) {
        this.kind = kind;
        this.maxLength = each(kind, maxLength);
    }

    /// Whether a column with so much room takes such a name.
    static boolean fits(Kind kind, int maxLength) {
        if (maxLength == 0) {
            return true;
        }
        int room = each(kind, maxLength);
        return room > 0
                && Dictionary.of("name.firstName", "en").fits(room)
                && Dictionary.of("name.lastName", "en").fits(room);
    }

    @Override
    public void append(KeyedHash hash, Field out) {
        if (kind != Kind.LAST_NAME) {
            out.append(firstNames.pick(hash.word(0), maxLength));
        }
        if (kind == Kind.FULL_NAME) {
            out.append(' ');
        }
        if (kind != Kind.FIRST_NAME) {
            out.append(lastNames.pick(hash.word(1), maxLength));
        }
    }

    /// The room for one of the parts, 0 when unlimited; a full name is two and a space.
    private static int each(Kind kind, int maxLength) {
        return kind == Kind.FULL_NAME && maxLength > 0 ? (maxLength - 1) / 2 : maxLength;
    }
}
