package dev.nightmask.snapshot.publish;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Records as JSON files of a store. Reading takes exactly what writing makes: a key that is unknown, missing,
/// null or there twice, a number in quotes and text behind the end are all refused.
public final class StoredJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .changeDefaultNullHandling(nulls -> JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    private StoredJson() {}

    public static byte[] write(Object record) {
        return MAPPER.writeValueAsBytes(record);
    }

    /// Reads a record; fails with MANIFEST_FORMAT when the JSON is anything but what [#write] makes.
    public static <T> T read(byte[] json, Class<T> type, Place place) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            T record = MAPPER.treeToValue(tree, type);
            if (record != null && MAPPER.readTree(write(record)).equals(tree)) {
                return record;
            }
        } catch (JacksonException e) {
            throw new NightmaskException(Failure.MANIFEST_FORMAT, place); // Its message quotes the file.
        }
        throw new NightmaskException(Failure.MANIFEST_FORMAT, place);
    }
}
