package dev.nightmask.snapshot.link;

import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Snapshots;

/// An archive in its store. Its tag is the digest that its manifest names.
record StoreSource(Snapshots snapshots, Manifest manifest) implements ByteSource {
    @Override
    public Bytes open(long offset, String tag) {
        String digest = manifest.archive().sha256();
        long from = tag.equals(digest) ? offset : 0;
        return new Bytes(
                snapshots.open(manifest, from), from, manifest.archive().sizeBytes(), digest);
    }
}
