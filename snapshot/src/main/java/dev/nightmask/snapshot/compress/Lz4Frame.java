package dev.nightmask.snapshot.compress;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/// The numbers of an LZ4 frame ([specification](https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md)) as we
/// write all of ours: blocks of at most 1 MiB that refer to nothing outside, a checksum of the text behind the last.
/// Every number is 4 bytes, little end first.
final class Lz4Frame {
    static final int BLOCK_BYTES = 1 << 20;

    /// Set in a block's length when its bytes are the text itself.
    static final int STORED = 1 << 31;

    /// Stands where the length of a block would, behind the last.
    static final int END_OF_BLOCKS = 0;

    static final XXHash32 CHECKSUM = XXHashFactory.fastestInstance().hash32();

    private static final int MAGIC = 0x184d2204;

    /// Version 1, blocks independent, checksum of the content; no checksum of blocks, no length, no dictionary.
    private static final byte FLAGS = 0b0110_0100;

    private static final byte MAX_BLOCK_1_MIB = 6 << 4;

    private Lz4Frame() {}

    /// What every frame begins with.
    static byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(7).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(MAGIC).put(FLAGS).put(MAX_BLOCK_1_MIB);
        int check = CHECKSUM.hash(header.array(), 4, 2, 0) >> 8;
        return header.put((byte) check).array();
    }
}
