package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.archive.ArchiveSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// An archive on its way into a bucket, as a multipart upload that begins with part 2: part 1 holds the head,
/// which is known last, and the first data behind it, since S3 takes no part under 5 MiB but the last. An
/// archive that fits in part 1 is written by one request.
///
/// Memory: part 1 and the part that is being filled. Parts are equally long, as some compatible servers
/// want it, until a quarter of S3's 10,000 is used; then their length doubles.
final class S3Upload implements ArchiveSink {
    private static final int MAX_PARTS = 10_000;

    private enum State {
        OPEN,
        COMPLETED,
        GIVEN_UP
    }

    private final S3Target target;
    private final int partSizeBytes;
    private final List<CompletedPart> sent = new ArrayList<>();
    private State state = State.OPEN;
    private @Nullable String uploadId;
    private Part first = new Part(0);
    private Part next = new Part(0);
    private int headBytes = -1;
    private long sentBytes;

    S3Upload(S3Target target, int partSizeBytes) {
        this.target = target;
        this.partSizeBytes = partSizeBytes;
    }

    @Override
    public void reserveHead(int bytes) {
        headBytes = bytes;
        first = new Part(Math.max(bytes, partSizeBytes));
        first.skip(bytes);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (headBytes < 0 || state != State.OPEN) {
            throw new IllegalStateException(state.name());
        }
        int taken = first.fill(bytes, offset, length);
        while (taken < length) {
            if (next.isFull()) {
                orGiveUp(this::sendNext);
                next = new Part(capacity(sent.size() + 2));
            }
            taken += next.fill(bytes, offset + taken, length - taken);
        }
    }

    /// The length of a part by its number.
    private int capacity(int number) {
        return partSizeBytes << (4 * number / MAX_PARTS);
    }

    private void sendNext() {
        if (next.length == 0) {
            return;
        }
        int number = sent.size() + 2;
        if (number > MAX_PARTS) {
            throw new NightmaskException(Failure.STORE_PARTS, target.place());
        }
        String id = uploadId == null ? target.begin() : uploadId;
        uploadId = id;
        sent.add(target.send(id, number, next.bytes, next.length));
        sentBytes += next.length;
    }

    @Override
    public void complete(byte[] head) {
        if (head.length != headBytes || state != State.OPEN) {
            throw new IllegalStateException(state + ", reserved " + headBytes + ", got " + head.length);
        }
        first.putHead(head);
        orGiveUp(() -> {
            sendNext();
            String id = uploadId;
            if (id == null) {
                target.put(first.bytes, first.length);
            } else {
                sent.addFirst(target.send(id, 1, first.bytes, first.length));
                target.complete(id, sent, sentBytes + first.length);
            }
        });
        state = State.COMPLETED;
    }

    private void orGiveUp(Runnable step) {
        try {
            step.run();
        } catch (NightmaskException first) {
            try {
                close();
            } catch (NightmaskException more) {
                first.addSuppressed(more);
            }
            throw first;
        }
    }

    @Override
    public void close() {
        if (state == State.OPEN) {
            state = State.GIVEN_UP;
            if (uploadId != null) {
                target.abort(uploadId);
            }
        }
    }

    /// Bytes of one part, filled from the front.
    private static final class Part {
        private final byte[] bytes;
        private int length;

        Part(int capacity) {
            bytes = new byte[capacity];
        }

        boolean isFull() {
            return length == bytes.length;
        }

        void skip(int count) {
            length = count;
        }

        void putHead(byte[] head) {
            System.arraycopy(head, 0, bytes, 0, head.length);
        }

        /// Takes what fits and returns how much that is.
        int fill(byte[] from, int offset, int count) {
            int taken = Math.min(count, bytes.length - length);
            System.arraycopy(from, offset, bytes, length, taken);
            length += taken;
            return taken;
        }
    }
}
