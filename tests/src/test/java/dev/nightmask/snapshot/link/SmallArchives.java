package dev.nightmask.snapshot.link;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.archive.ArchiveDigest;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Manifests;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Published;
import dev.nightmask.snapshot.publish.SnapshotId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/// Stands for archives: random bytes between two `P`, and the check that proves them.
public final class SmallArchives {
    private SmallArchives() {}

    public static byte[] random(int sizeBytes, long seed) {
        byte[] archive = new byte[sizeBytes];
        new Random(seed).nextBytes(archive);
        archive[0] = 'P';
        archive[sizeBytes - 1] = 'P';
        return archive;
    }

    static ArchiveDigest check(InputStream in) {
        try {
            byte[] archive = in.readAllBytes();
            if (archive[0] != 'P' || archive[archive.length - 1] != 'P') {
                throw new NightmaskException(Failure.ARCHIVE_DAMAGED, new Place.Nowhere());
            }
            return digest(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ArchiveDigest digest(byte[] archive) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(archive);
            return new ArchiveDigest(HexFormat.of().formatHex(sha256), 1, archive.length);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    public static Manifest publish(ObjectStore store, String id, byte[] archive) {
        return Published.bytes(store, Manifests.of(SnapshotId.parse(id), digest(archive)), archive);
    }
}
