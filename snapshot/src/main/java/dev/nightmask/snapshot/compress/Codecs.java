package dev.nightmask.snapshot.compress;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.util.Optional;

/// The codecs there are.
public final class Codecs {
    private static final int DEFAULT_LEVEL = 1;

    private Codecs() {}

    /// The codec that `--compression` names: `zlib`, `zlib:1` to `zlib:9`, or `none`. Without a level, zlib is
    /// fast. The fastest engine that this machine has does the work.
    ///
    /// @throws NightmaskException COMPRESSION_UNKNOWN
    public static Codec parse(String name) {
        return parse(name, IsaLHolder.FOUND);
    }

    /// The same without native code, so that the bytes are those of any other machine without it.
    public static Codec parseForJdk(String name) {
        return parse(name, Optional.empty());
    }

    private static Codec parse(String name, Optional<IsaL> isaL) {
        if (name.equals("none")) {
            return new NoneCodec();
        }
        if (name.equals("zlib")) {
            return new ZlibCodec(DEFAULT_LEVEL, isaL);
        }
        if (name.matches("zlib:[1-9]")) {
            return new ZlibCodec(name.charAt(name.length() - 1) - '0', isaL);
        }
        throw new NightmaskException(Failure.COMPRESSION_UNKNOWN, new Place.Setting("--compression"));
    }

    /// A decoder for archives whose header names this compression; empty where Nightmask has none yet.
    public static Optional<Decoder> newDecoder(Compression compression) {
        return switch (compression) {
            case NONE -> Optional.of(new NoneDecoder());
            case ZLIB -> Optional.of(new ZlibDecoder());
            case LZ4, ZSTD -> Optional.empty();
        };
    }

    /// Looked for once, when first asked for.
    private static final class IsaLHolder {
        private static final Optional<IsaL> FOUND = IsaL.load(IsaL.LIBRARY);
    }
}
