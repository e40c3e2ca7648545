package dev.nightmask.snapshot.publish;

import dev.nightmask.snapshot.archive.ArchiveSink;
import dev.nightmask.snapshot.archive.ByteRange;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Named objects at the world's edge: a directory or a bucket. One contract test holds for all implementations.
///
/// Keys are relative to the store's prefix, with `/` between their parts; no part is empty or begins with a
/// dot. Every failure is a [dev.nightmask.failure.NightmaskException] that names the store and the key.
/// Thread-safe, and safe among processes.
public interface ObjectStore extends AutoCloseable {
    /// The largest object that [#read] takes.
    int MAX_SMALL_BYTES = 64 << 20;

    /// As on the command line, for messages: `s3://bucket/prefix` or `file:DIR`.
    String name();

    /// Begins a new object. A reader sees nothing of it before it is complete. It never replaces another:
    /// `complete` then fails with ALREADY_PUBLISHED. An interrupt of the writing thread makes it fail with
    /// INTERRUPTED at the latest when it would wait.
    ///
    /// @param expectedBytes a guess at its size, 0 when there is none; both larger and smaller ones arrive
    ArchiveSink upload(String key, long expectedBytes);

    /// Reads a small object whole; empty when there is none.
    Optional<Versioned> read(String key);

    /// Writes a small object if the stored one still has the given version.
    ///
    /// @param expected the version that must be there; null when no object may be there
    /// @return false when the store holds something else, and nothing was written. After a lost answer this
    ///     something else can be what this very call wrote: who must know reads it.
    boolean writeIf(String key, byte[] body, @Nullable String expected);

    /// Opens an object from a byte offset on; fails with SNAPSHOT_MISSING when there is none. The caller closes
    /// the stream; its failures are those of the store.
    InputStream open(String key, long offset);

    /// Opens some bytes of an object and asks for no others; otherwise as [#open(String, long)]. The stream ends early
    /// when the object does.
    InputStream open(String key, ByteRange range);

    /// The keys that begin with `prefix`, in ascending order.
    List<String> keys(String prefix);

    /// Removes an object; nothing happens when there is none.
    void delete(String key);

    /// Signs a URL under which anybody can download an object for a while; empty when the store cannot.
    ///
    /// @param fileName what a browser saves it as
    /// @param life in whole seconds
    Optional<Presigned> presign(String key, String fileName, Duration life);

    @Override
    void close();

    /// A small object with the version that [#writeIf] compares.
    record Versioned(byte[] body, String version) {}

    /// A URL that needs no credentials.
    ///
    /// @param expiresAt when a download can no longer begin: the signature's end, or that of the signer's
    ///     session if it is sooner
    record Presigned(SecretUrl url, Instant expiresAt) {}
}
