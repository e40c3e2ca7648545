package dev.nightmask.rules;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Place.FilePosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads rule files (docs/rules.md): one file, or all `*.yaml` and `*.yml` of a directory as one rule set.
public final class RuleFiles {
    private static final int LARGEST_BYTES = 4 << 20;
    private static final int MOST_FILES = 1000;

    private final Findings findings = new Findings();
    private final RuleSetReader reader = new RuleSetReader(findings);
    private final MessageDigest digest = sha256();

    private RuleFiles() {}

    /// Reads the rules whole or not at all.
    ///
    /// @throws NightmaskException with everything that is wrong in any of the files, each with its place
    public static RuleSet read(Path fileOrDirectory) {
        RuleFiles files = new RuleFiles();
        list(fileOrDirectory).forEach(files::add);
        files.findings.throwIfAny();
        return files.reader.ruleSet(HexFormat.of().formatHex(files.digest.digest()));
    }

    private static List<Path> list(Path fileOrDirectory) {
        if (!Files.isDirectory(fileOrDirectory)) {
            return List.of(fileOrDirectory);
        }
        try (Stream<Path> entries = Files.list(fileOrDirectory)) {
            List<Path> files = entries.filter(RuleFiles::isRuleFile)
                    .sorted(Comparator.comparing(RuleFiles::name))
                    .toList();
            if (files.isEmpty() || files.size() > MOST_FILES) {
                throw unreadable(fileOrDirectory);
            }
            return files;
        } catch (IOException unreadable) {
            throw unreadable(fileOrDirectory);
        }
    }

    private static boolean isRuleFile(Path path) {
        return (name(path).endsWith(".yaml") || name(path).endsWith(".yml")) && !Files.isDirectory(path);
    }

    private void add(Path path) {
        byte[] bytes = bytes(path);
        addToDigest(name(path).getBytes(StandardCharsets.UTF_8));
        addToDigest(bytes);
        if (bytes.length > LARGEST_BYTES) {
            findings.add(Failure.RULES_SYNTAX, new FilePosition(path.toString(), 0, 0), "", "larger than 4 MiB");
            return;
        }
        String file = path.toString();
        text(path, bytes).flatMap(text -> YamlReader.read(file, text, findings)).ifPresent(reader::add);
    }

    private static byte[] bytes(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(LARGEST_BYTES + 1);
        } catch (IOException unreadable) {
            throw unreadable(path);
        }
    }

    /// Strict UTF-8, with or without a byte order mark.
    private Optional<String> text(Path path, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer decoded = CharBuffer.allocate(bytes.length);
        boolean malformed =
                decoder.decode(ByteBuffer.wrap(bytes), decoded, true).isError();
        String text = decoded.flip().toString();
        if (malformed) {
            FilePosition position = YamlReader.positionOf(path.toString(), text, text.length());
            findings.add(Failure.RULES_SYNTAX, position, "", "not UTF-8");
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private void addToDigest(byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
        digest.update(part);
    }

    private static String name(Path path) {
        return Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
    }

    private static NightmaskException unreadable(Path path) {
        return new NightmaskException(Failure.RULES_UNREADABLE, new Place.Setting(path.toString()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
