package dev.nightmask.snapshot.compress;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.zip.Adler32;

/// Raw deflate by ISA-L. The text is copied off the heap and the result back, which costs a hundredth of the
/// compression. Buffers grow to the longest piece and stay.
final class IsaLEncoder implements Encoder {
    private final IsaL library;
    private final int level;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment stream = IsaL.newStream(arena);
    private final Adler32 adler = new Adler32();
    private MemorySegment text = MemorySegment.NULL;
    private MemorySegment deflated = MemorySegment.NULL;
    private byte[] out = new byte[0];

    IsaLEncoder(IsaL library, int level) {
        this.library = library;
        this.level = level;
        begin();
    }

    @Override
    public void begin() {
        library.begin(stream, level);
    }

    @Override
    public Encoded encode(byte[] bytes, int length) {
        if (length == 0) {
            return new Encoded(out, 0, Adler.EMPTY);
        }
        ensure(length);
        adler.reset();
        adler.update(bytes, 0, length);
        IsaL.copy(bytes, length, text);
        int count = library.deflate(stream, text, length, deflated);
        IsaL.copy(deflated, out, count);
        return new Encoded(out, count, adler.getValue());
    }

    @Override
    public void close() {
        arena.close();
    }

    private void ensure(int length) {
        if (text.byteSize() < length) {
            text = arena.allocate(length, 64);
            deflated = arena.allocate(IsaL.bound(length), 64);
            out = new byte[IsaL.bound(length)];
        }
    }
}
