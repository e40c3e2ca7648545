package dev.nightmask.snapshot.compress;

/// No compression: the text is the stream, and nothing in it tells whether it is whole.
record NoneCodec() implements Codec {
    @Override
    public Compression compression() {
        return Compression.NONE;
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public String engine() {
        return "JDK";
    }

    @Override
    public Encoder newEncoder() {
        return new NoneEncoder();
    }

    @Override
    public byte[] start() {
        return new byte[0];
    }

    @Override
    public byte[] end(long checksum) {
        return new byte[0];
    }

    @Override
    public long emptyChecksum() {
        return 0;
    }

    @Override
    public long combine(long first, long second, long secondLength) {
        return 0;
    }
}
