package dev.nightmask.snapshot.archive;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// A [Seal] as bytes: its JSON in one line, the SHA-256 of that line in hex, each followed by a line feed.
final class SealWire {
    static final int FORMAT = 2;

    private static final int ENDING_BYTES = 1 + 64 + 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SealWire() {}

    /// The dump id of the seal's block: above every entry, and above every dependency on what is no entry.
    static int dumpId(Toc toc) {
        return 1
                + toc.entries().stream()
                        .flatMapToInt(entry -> IntStream.concat(
                                IntStream.of(entry.dumpId()),
                                entry.dependencies().stream().mapToInt(Integer::intValue)))
                        .max()
                        .orElse(0);
    }

    static byte[] write(Seal seal) {
        byte[] json = JSON.writeValueAsBytes(seal);
        byte[] ending = ending(json, json.length);
        byte[] bytes = Arrays.copyOf(json, json.length + ending.length);
        System.arraycopy(ending, 0, bytes, json.length, ending.length);
        return bytes;
    }

    /// @param at where the seal's block begins, for the failure
    static Seal read(byte[] bytes, long at) {
        int json = bytes.length - ENDING_BYTES;
        if (json < 1 || !Arrays.equals(ending(bytes, json), Arrays.copyOfRange(bytes, json, bytes.length))) {
            throw new NightmaskException(Failure.ARCHIVE_DAMAGED, new Place.ArchiveOffset(at));
        }
        try {
            Seal seal = JSON.readValue(bytes, 0, json, Seal.class);
            if (seal.format() == FORMAT) {
                return seal;
            }
        } catch (JacksonException e) {
            // A seal that is as it was written, by another version of Nightmask.
        }
        throw new NightmaskException(Failure.ARCHIVE_FORMAT, new Place.ArchiveOffset(at));
    }

    private static byte[] ending(byte[] bytes, int length) {
        MessageDigest sha256 = Sha256.start();
        sha256.update(bytes, 0, length);
        return ("\n" + Sha256.hex(sha256.digest()) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
