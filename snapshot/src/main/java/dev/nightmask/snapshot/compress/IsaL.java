package dev.nightmask.snapshot.compress;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The two functions of Intel's ISA-L that deflate, called in `libisal.so.2` where this machine has it (Debian's
/// package libisal2; x86-64 and Arm). All native calls of Nightmask's own are in this class.
///
/// A stream is a `struct isal_zstream`, whose offsets below are those of `igzip_lib.h`, version 2.14 to 2.31, on
/// any 64-bit machine. It holds addresses of the level's buffer, of the input and of the output: whoever owns the
/// arena keeps all four alive as long as one of them is used. Not thread-safe for one stream.
final class IsaL {
    static final String LIBRARY = "libisal.so.2";

    /// Behind the fields below stands the state, 82,320 bytes in 2.30 with the longest history; twice that is for
    /// versions to come.
    private static final long STREAM_BYTES = 1 << 18;

    private static final long NEXT_IN = 0;
    private static final long AVAIL_IN = 8;
    private static final long NEXT_OUT = 16;
    private static final long AVAIL_OUT = 24;
    private static final long LEVEL = 40;
    private static final long LEVEL_BUF_SIZE = 44;
    private static final long LEVEL_BUF = 48;
    private static final long FLUSH = 58;

    private static final short SYNC_FLUSH = 1;

    /// More than ISAL_DEF_LVL3_EXTRA_LARGE, 610,304, which is the most that any level has a use for.
    private static final int LEVEL_BUF_BYTES = 1 << 20;

    private final MethodHandle init;
    private final MethodHandle deflate;

    private IsaL(MethodHandle init, MethodHandle deflate) {
        this.init = init;
        this.deflate = deflate;
    }

    /// Looks the library up by the name that the dynamic loader knows; empty where it is not installed.
    @SuppressWarnings("restricted") // The launcher allows native access; the signatures are those of igzip_lib.h.
    static Optional<IsaL> load(String library) {
        try {
            SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
            Linker linker = Linker.nativeLinker();
            return Optional.of(new IsaL(
                    linker.downcallHandle(symbols.findOrThrow("isal_deflate_init"), FunctionDescriptor.ofVoid(ADDRESS)),
                    linker.downcallHandle(
                            symbols.findOrThrow("isal_deflate"), FunctionDescriptor.of(JAVA_INT, ADDRESS))));
        } catch (IllegalArgumentException
                | NoSuchElementException
                | IllegalCallerException
                | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /// A new stream, which [#begin] must make ready.
    static MemorySegment newStream(Arena arena) {
        MemorySegment stream = arena.allocate(STREAM_BYTES, 64);
        MemorySegment buffer = arena.allocate(LEVEL_BUF_BYTES, 64);
        stream.set(ADDRESS, LEVEL_BUF, buffer);
        return stream;
    }

    /// Makes a stream forget everything: what follows is raw deflate, flushed after every call.
    ///
    /// @param level 1, fast, to 3, small
    void begin(MemorySegment stream, int level) {
        MemorySegment buffer = stream.get(ADDRESS, LEVEL_BUF);
        try {
            init.invokeExact(stream);
        } catch (Throwable e) {
            throw new IllegalStateException("isal_deflate_init", e);
        }
        stream.set(ADDRESS, LEVEL_BUF, buffer);
        stream.set(JAVA_INT, LEVEL_BUF_SIZE, LEVEL_BUF_BYTES);
        stream.set(JAVA_INT, LEVEL, level);
        stream.set(JAVA_SHORT, FLUSH, SYNC_FLUSH);
    }

    /// Deflates all of a text and ends at a byte boundary.
    ///
    /// @param text `length` bytes from its start, off the heap
    /// @param out off the heap, at least [#bound] bytes
    /// @return how many bytes of `out` were written
    int deflate(MemorySegment stream, MemorySegment text, int length, MemorySegment out) {
        stream.set(ADDRESS, NEXT_IN, text);
        stream.set(JAVA_INT, AVAIL_IN, length);
        stream.set(ADDRESS, NEXT_OUT, out);
        stream.set(JAVA_INT, AVAIL_OUT, Math.toIntExact(out.byteSize()));
        int status;
        try {
            status = (int) deflate.invokeExact(stream);
        } catch (Throwable e) {
            throw new IllegalStateException("isal_deflate", e);
        }
        int left = stream.get(JAVA_INT, AVAIL_OUT);
        if (status != 0 || left == 0 || stream.get(JAVA_INT, AVAIL_IN) != 0) {
            throw new IllegalStateException("isal_deflate: status " + status + ", " + left + " bytes of room left");
        }
        return Math.toIntExact(out.byteSize() - left);
    }

    /// How many bytes `length` bytes become at worst: stored blocks of at least 32 KiB with five bytes each, and the
    /// flush.
    static int bound(int length) {
        return length + (length >> 10) + 512;
    }

    static void copy(byte[] from, int length, MemorySegment to) {
        MemorySegment.copy(from, 0, to, JAVA_BYTE, 0, length);
    }

    static void copy(MemorySegment from, byte[] to, int length) {
        MemorySegment.copy(from, JAVA_BYTE, 0, to, 0, length);
    }
}
