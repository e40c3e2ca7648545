package dev.nightmask.infra;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Place.FilePosition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A mapping of the configuration file. Each question about a key answers with its value, or with something harmless
/// after a complaint; [#end()] complains of the keys that nobody asked about.
final class Section {
    private static final String ABSENT = "absent";

    private final String file;
    private final String path;
    private final FilePosition position;
    private final Complaints complaints;
    private final Map<String, Keyed> keys = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    private record Keyed(FilePosition position, Node value) {}

    Section(String file, String path, Node node, Complaints complaints) {
        this.file = file;
        this.path = path;
        this.position = position(file, node);
        this.complaints = complaints;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> add(entry.getKeyNode(), entry.getValueNode()));
        } else {
            complaints.add(Failure.DEPLOYMENT_VALUE, position, path, "keys with values, each on a line of its own");
        }
    }

    /// Stands for a section that is not there, of which one complaint is enough.
    private Section(String file, FilePosition position) {
        this.file = file;
        this.path = ABSENT;
        this.position = position;
        this.complaints = new Complaints();
    }

    private void add(Node key, Node value) {
        FilePosition at = position(file, key);
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (keys.putIfAbsent(name, new Keyed(at, value)) != null) {
            complaints.add(Failure.DEPLOYMENT_SYNTAX, at, named(name), "the key stands twice");
        }
    }

    boolean has(String key) {
        return keys.containsKey(key);
    }

    /// The mapping under a key that must be there.
    Section section(String key) {
        return find(key, true).map(it -> child(named(key), it.value())).orElseGet(() -> new Section(file, position));
    }

    Optional<Section> optionalSection(String key) {
        return find(key, false).map(it -> child(named(key), it.value()));
    }

    /// The mappings of a list that must be there, at least `fewest`.
    List<Section> sections(String key, int fewest) {
        List<Section> found =
                items(key, fewest).stream().map(item -> child(named(key), item)).toList();
        return found;
    }

    /// The names of this mapping's keys, all of them asked about hereby.
    List<String> names(Shape shape) {
        keys.forEach((name, keyed) -> {
            asked.add(name);
            if (!shape.fits(name)) {
                complaints.add(Failure.DEPLOYMENT_VALUE, keyed.position(), named(name), shape.hint());
            }
        });
        if (keys.isEmpty() && !isAbsent()) {
            complaints.add(Failure.DEPLOYMENT_VALUE, position, path, "at least one");
        }
        return List.copyOf(keys.keySet());
    }

    /// The text of a key that must be there; empty after a complaint.
    String text(String key, Shape shape) {
        return find(key, true).map(it -> text(key, it.value(), shape)).orElse("");
    }

    Optional<String> optionalText(String key, Shape shape) {
        return find(key, false).map(it -> text(key, it.value(), shape));
    }

    /// The texts of a list; none when the key is not there.
    List<String> texts(String key, Shape shape) {
        return items(key, 0).stream().map(item -> text(key, item, shape)).toList();
    }

    /// A whole number of a key; `otherwise` when the key is not there.
    int number(String key, Range range, int otherwise) {
        return optionalNumber(key, range).orElse(otherwise);
    }

    Optional<Integer> optionalNumber(String key, Range range) {
        return find(key, false).map(it -> {
            String digits = it.value() instanceof ScalarNode scalar ? scalar.getValue() : "";
            boolean fits = digits.matches("[0-9]{1,9}") && range.holds(Integer.parseInt(digits));
            if (!fits) {
                complaints.add(Failure.DEPLOYMENT_VALUE, position(file, it.value()), named(key), range.hint());
            }
            return fits ? Integer.parseInt(digits) : range.least();
        });
    }

    /// Complains of a key's value, or of the whole section where the key is not there.
    void complain(String key, String hint) {
        Keyed keyed = keys.get(key);
        FilePosition at = keyed == null ? position : position(file, keyed.value());
        complaints.add(Failure.DEPLOYMENT_VALUE, at, named(key), hint);
    }

    /// Complains that a key is not there.
    void lacks(String key, String hint) {
        if (!isAbsent()) {
            complaints.add(Failure.DEPLOYMENT_MISSING, position, named(key), hint);
        }
    }

    /// Complains of every key that was not asked about.
    void end() {
        keys.forEach((name, keyed) -> {
            if (!asked.contains(name)) {
                String known = String.join(", ", asked.stream().sorted().toList());
                complaints.add(Failure.DEPLOYMENT_KEY, keyed.position(), named(name), "keys here are " + known);
            }
        });
    }

    private boolean isAbsent() {
        return path.equals(ABSENT);
    }

    private Section child(String name, Node node) {
        return new Section(file, name, node, complaints);
    }

    private List<Node> items(String key, int fewest) {
        Optional<Keyed> found = find(key, fewest > 0);
        List<Node> items = new ArrayList<>();
        found.ifPresent(it -> {
            if (it.value() instanceof SequenceNode sequence
                    && sequence.getValue().size() >= fewest) {
                items.addAll(sequence.getValue());
            } else {
                complaints.add(
                        Failure.DEPLOYMENT_VALUE,
                        position(file, it.value()),
                        named(key),
                        fewest > 0 ? "a list of at least " + fewest : "a list, such as [a, b]");
            }
        });
        return items;
    }

    private String text(String key, Node value, Shape shape) {
        String text = value instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!shape.fits(text)) {
            complaints.add(Failure.DEPLOYMENT_VALUE, position(file, value), named(key), shape.hint());
            return "";
        }
        return text;
    }

    private Optional<Keyed> find(String key, boolean required) {
        asked.add(key);
        Optional<Keyed> found = Optional.ofNullable(keys.get(key));
        if (found.isEmpty() && required) {
            complaints.add(Failure.DEPLOYMENT_MISSING, position, named(key), "");
        }
        return found;
    }

    private String named(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static FilePosition position(String file, Node node) {
        return node.getStartMark()
                .map(mark -> new FilePosition(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElseGet(() -> new FilePosition(file, 1, 1));
    }

    /// The numbers a key takes.
    record Range(int least, int most) {
        boolean holds(int number) {
            return least <= number && number <= most;
        }

        String hint() {
            return "a whole number from " + least + " to " + most;
        }
    }
}
