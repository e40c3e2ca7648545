package dev.nightmask.rules;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.Place.FilePosition;
import dev.nightmask.rules.YamlNode.Entry;
import dev.nightmask.rules.YamlNode.Mapping;
import dev.nightmask.rules.YamlNode.Scalar;
import dev.nightmask.rules.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one YAML document from the parser's events: plain mappings and scalars, each with its place.
///
/// Events rather than the library's nodes, because nothing is built before it is checked: an alias is refused
/// where it stands and never resolved, and nesting ends at [#DEEPEST].
final class YamlReader {
    private static final int DEEPEST = 8;

    private final String file;
    private final Findings findings;
    private final Iterator<Event> events;
    private boolean valid = true;

    private YamlReader(String file, String text, Findings findings) {
        this.file = file;
        this.findings = findings;
        LoadSettings settings = LoadSettings.builder()
                .setLabel("")
                .setCodePointLimit(Math.max(1, text.length()))
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /// The root of the document, a mapping without keys when the file says nothing; empty when a finding says
    /// why it cannot be read.
    static Optional<YamlNode> read(String file, String text, Findings findings) {
        try {
            YamlReader reader = new YamlReader(file, text, findings);
            YamlNode root = reader.document();
            return reader.valid ? Optional.of(root) : Optional.empty();
        } catch (TooDeep tooDeep) {
            findings.add(Failure.RULES_SYNTAX, tooDeep.position, "", "");
        } catch (MarkedYamlEngineException invalid) {
            Optional<Mark> mark = invalid.getProblemMark().or(invalid::getContextMark);
            findings.add(Failure.RULES_SYNTAX, position(file, mark), "", "");
        } catch (ReaderException unprintable) {
            findings.add(Failure.RULES_SYNTAX, positionOf(file, text, unprintable.getPosition()), "", "");
        } catch (YamlEngineException invalid) {
            findings.add(Failure.RULES_SYNTAX, new FilePosition(file, 1, 1), "", "");
        }
        return Optional.empty();
    }

    /// The position of a character, counted in code points from 0.
    static FilePosition positionOf(String file, String text, int index) {
        int end = text.offsetByCodePoints(0, Math.min(index, text.codePointCount(0, text.length())));
        int lineStart = text.lastIndexOf('\n', end - 1) + 1;
        int line = 1
                + (int) text.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new FilePosition(file, line, 1 + text.codePointCount(lineStart, end));
    }

    private YamlNode document() {
        Optional<YamlNode> root = Optional.empty();
        boolean first = true;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent start) {
                checkStart(start, first);
                first = false;
            } else if (event instanceof NodeEvent node) {
                YamlNode read = node(node, 0);
                root = root.or(() -> Optional.of(read));
            }
        }
        return root.orElseGet(() -> new Mapping(List.of(), new FilePosition(file, 1, 1)));
    }

    private void checkStart(DocumentStartEvent start, boolean first) {
        if (!first) {
            invalid(position(start), "---", "a rule file is one document");
        }
        start.getSpecVersion().filter(version -> version.getMinor() != 2).ifPresent(version -> {
            invalid(position(start), "%YAML", "rule files are YAML 1.2");
        });
    }

    private YamlNode node(NodeEvent event, int depth) {
        refuseExtras(event);
        if (depth > DEEPEST) {
            throw new TooDeep(position(event));
        }
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case MappingStart -> mapping(event, depth);
            case SequenceStart -> sequence(event, depth);
            case Alias -> new Scalar("", false, position(event));
            case Comment, DocumentEnd, DocumentStart, MappingEnd, SequenceEnd, StreamEnd, StreamStart ->
                throw new IllegalStateException("not a node: " + event.getEventId());
        };
    }

    private Scalar scalar(ScalarEvent event) {
        return new Scalar(event.getValue(), event.getScalarStyle() == ScalarStyle.PLAIN, position(event));
    }

    private Sequence sequence(NodeEvent start, int depth) {
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            node((NodeEvent) event, depth + 1);
        }
        return new Sequence(position(start));
    }

    private Mapping mapping(NodeEvent start, int depth) {
        List<Entry> entries = new ArrayList<>();
        Map<String, FilePosition> seen = new HashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            YamlNode key = node((NodeEvent) event, depth + 1);
            YamlNode value = node((NodeEvent) events.next(), depth + 1);
            if (!(key instanceof Scalar name)) {
                invalid(key.position(), "", "a key is a name");
            } else if (isNew(name, seen)) {
                entries.add(new Entry(name, value));
            }
        }
        return new Mapping(entries, position(start));
    }

    private boolean isNew(Scalar key, Map<String, FilePosition> seen) {
        if (key.plain() && key.text().equals("<<")) {
            invalid(key.position(), "<<", "rule files have no merge keys");
            return false;
        }
        FilePosition before = seen.putIfAbsent(key.text(), key.position());
        if (before != null) {
            findings.add(Failure.RULES_DUPLICATE_KEY, key.position(), key.text(), "first at line " + before.line());
        }
        return before == null;
    }

    private void refuseExtras(NodeEvent event) {
        FilePosition position = position(event);
        if (event.getEventId() == Event.ID.Alias) {
            invalid(position, "*", "rule files have no aliases; quote a glob");
        } else if (event.getAnchor().isPresent()) {
            invalid(position, "&", "rule files have no anchors");
        }
        Optional<String> tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            case NodeEvent alias -> Optional.empty();
        };
        tag.ifPresent(it -> invalid(position, "!", "rule files have no tags"));
    }

    private void invalid(FilePosition position, String name, String hint) {
        valid = false;
        findings.add(Failure.RULES_SYNTAX, position, name, hint);
    }

    private FilePosition position(Event event) {
        return position(file, event.getStartMark());
    }

    private static FilePosition position(String file, Optional<Mark> mark) {
        return mark.map(at -> new FilePosition(file, at.getLine() + 1, at.getColumn() + 1))
                .orElseGet(() -> new FilePosition(file, 1, 1));
    }

    private static final class TooDeep extends RuntimeException {
        private final transient FilePosition position;

        TooDeep(FilePosition position) {
            super("nested too deeply", null, false, false);
            this.position = position;
        }
    }
}
