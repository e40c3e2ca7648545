package dev.nightmask.rules;

import dev.nightmask.failure.Place.FilePosition;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What a rule file is made of, with the place of each part.
sealed interface YamlNode {

    FilePosition position();

    /// A single value.
    ///
    /// @param plain written without quotes, so that it may be a number, a boolean or null
    record Scalar(String text, boolean plain, FilePosition position) implements YamlNode {
        private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
        private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
        private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
        private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
        private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
        private static final Pattern FLOAT = Pattern.compile(
                "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

        boolean isNull() {
            return is(NULL);
        }

        /// Whether this is text by the core schema of YAML 1.2 (section 10.3.2), where `no`, `on` and `y` are.
        boolean isString() {
            return !isNull() && !is(BOOLEAN) && !is(DECIMAL) && !is(OCTAL) && !is(HEXADECIMAL) && !is(FLOAT);
        }

        /// The integer this is by the core schema, where `012` is twelve; empty when it is none or too large.
        OptionalLong integer() {
            try {
                if (is(DECIMAL)) {
                    return OptionalLong.of(Long.parseLong(text));
                }
                if (is(OCTAL)) {
                    return OptionalLong.of(Long.parseLong(text.substring(2), 8));
                }
                return is(HEXADECIMAL) ? OptionalLong.of(Long.parseLong(text.substring(2), 16)) : OptionalLong.empty();
            } catch (NumberFormatException tooLarge) {
                return OptionalLong.empty();
            }
        }

        private boolean is(Pattern pattern) {
            return plain && pattern.matcher(text).matches();
        }
    }

    /// Keys with their values; no key stands twice.
    record Mapping(List<Entry> entries, FilePosition position) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /// A key with its value.
    record Entry(Scalar key, YamlNode value) {}

    /// A list. The rule language has none, so its items are not kept.
    record Sequence(FilePosition position) implements YamlNode {}
}
