package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.snapshot.archive.ArchiveSink;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// An archive on its way into a bucket, as a multipart upload that begins with part 2: part 1 holds the head,
/// which is known last, and the first data behind it, since S3 takes no part under 5 MiB but the last. An
/// archive that fits in part 1 is written by one request.
///
/// Full parts are sent in the background while the next is being filled. Memory: part 1, the part that is being
/// filled, and up to three on their way, so five times [PartSizes#lengthOf], however long the archive is. An
/// interrupt of the writing thread gives the upload up.
final class S3Upload implements ArchiveSink {
    private enum State {
        OPEN,
        FINISHING,
        COMPLETED,
        GIVEN_UP
    }

    private final S3Target target;
    private final PartSizes sizes;
    private final PartsInFlight parts;
    private State state = State.OPEN;
    private boolean begun;
    private @Nullable S3Multipart multipart;
    private Part first = new Part(1, 0);
    private Part filling = first;
    private int headBytes = -1;

    S3Upload(S3Target target, PartSizes sizes) {
        this.target = target;
        this.sizes = sizes;
        this.parts = new PartsInFlight(target.place());
    }

    @Override
    public void reserveHead(int bytes) {
        headBytes = bytes;
        first = new Part(1, Math.max(bytes, sizes.lengthOf(1)));
        first.reserve(bytes);
        filling = first;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (headBytes < 0 || state != State.OPEN) {
            throw new IllegalStateException(state.name());
        }
        orGiveUp(() -> {
            parts.check();
            for (int taken = 0; taken < length; ) {
                if (filling.isFull()) {
                    filling = next();
                }
                taken += filling.fill(bytes, offset + taken, length - taken);
            }
        });
    }

    /// Sends the part that is full, unless it is the first, and begins another.
    private Part next() {
        int number = filling.number() + 1;
        if (number > PartSizes.MAX_PARTS) {
            throw new NightmaskException(Failure.STORE_PARTS, target.place());
        }
        if (filling != first) {
            send(filling);
        }
        return parts.empty(number, sizes.lengthOf(number));
    }

    private void send(Part part) {
        parts.send(part, sizes.atOnce(part.number()), multipart()::send);
    }

    private S3Multipart multipart() {
        begun = true;
        S3Multipart known = multipart == null ? S3Multipart.begin(target) : multipart;
        multipart = known;
        return known;
    }

    @Override
    public void complete(byte[] head) {
        if (head.length != headBytes || state != State.OPEN) {
            throw new IllegalStateException(state + ", reserved " + headBytes + ", got " + head.length);
        }
        first.putHead(head);
        orGiveUp(() -> {
            parts.check();
            if (filling == first) {
                state = State.FINISHING;
                target.put(first);
            } else {
                joinParts();
            }
        });
        state = State.COMPLETED;
        parts.close();
    }

    private void joinParts() {
        send(filling);
        send(first);
        List<CompletedPart> receipts = parts.awaitAll();
        state = State.FINISHING;
        multipart().complete(receipts, parts.sentBytes());
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
        switch (state) {
            case OPEN -> {
                state = State.GIVEN_UP;
                Undisturbed.run(parts::close, this::abort);
            }
            case FINISHING -> {
                state = State.GIVEN_UP;
                Undisturbed.run(parts::close, this::abort, target::removeOurs);
            }
            case COMPLETED, GIVEN_UP -> {}
        }
    }

    /// What had been sent to its end may still be stored after the first time.
    private void abort() {
        if (multipart != null) {
            multipart.abort();
            multipart.abort();
        } else if (begun) {
            S3Multipart.abortAllBut("", target);
        }
    }
}
