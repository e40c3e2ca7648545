package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Place;

/// Where in S3 a store is.
///
/// @param prefix empty, or ending in `/`
record S3Location(String bucket, String prefix) {

    /// The key in the bucket for a key in the store.
    String objectKey(String key) {
        return prefix + key;
    }

    String name() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1));
    }

    Place place(String key) {
        return new Place.Stored(name(), key);
    }
}
