package dev.nightmask.snapshot.compress;

import com.github.luben.zstd.util.Native;
import com.github.luben.zstd.util.ZstdVersion;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.util.Optional;

/// The codecs there are.
public final class Codecs {
    private static final int DEFAULT_LEVEL = 1;

    private Codecs() {}

    /// The codec that `--compression` names: `zlib`, `zlib:1` to `zlib:9`, `zstd`, `zstd:1` to `zstd:19`, `lz4` or
    /// `none`. Without a level it is level 1, fast. The fastest engine that this machine has does the work.
    ///
    /// @throws NightmaskException COMPRESSION_UNKNOWN, or COMPRESSION_UNAVAILABLE when its library cannot be loaded
    public static Codec parse(String name) {
        return parse(name, IsaLHolder.FOUND);
    }

    /// The same with the JDK's own deflate, so that the bytes are those of any other machine without ISA-L.
    public static Codec parseForJdk(String name) {
        return parse(name, Optional.empty());
    }

    private static Codec parse(String name, Optional<IsaL> isaL) {
        if (name.equals("none")) {
            return new FramedCodec(Compression.NONE, name, "JDK", NoneEncoder::new);
        }
        if (name.equals("lz4")) {
            return new FramedCodec(Compression.LZ4, name, Lz4Encoder.ENGINE, Lz4Encoder::new);
        }
        if (name.matches("zlib(:[1-9])?")) {
            return new ZlibCodec(level(name), isaL);
        }
        if (name.matches("zstd(:([1-9]|1[0-9]))?")) {
            return zstd(level(name));
        }
        throw new NightmaskException(Failure.COMPRESSION_UNKNOWN, new Place.Setting("--compression"));
    }

    private static int level(String name) {
        int colon = name.indexOf(':');
        return colon < 0 ? DEFAULT_LEVEL : Integer.parseInt(name.substring(colon + 1));
    }

    private static Codec zstd(int level) {
        loadZstd();
        return new FramedCodec(
                Compression.ZSTD, "zstd:" + level, "zstd-jni " + ZstdVersion.VERSION, () -> new ZstdEncoder(level));
    }

    /// A decoder for archives whose header names this compression.
    ///
    /// @throws NightmaskException COMPRESSION_UNAVAILABLE when its library cannot be loaded
    public static Decoder newDecoder(Compression compression) {
        return switch (compression) {
            case NONE -> new NoneDecoder();
            case ZLIB -> new ZlibDecoder();
            case LZ4 -> new Lz4Decoder();
            case ZSTD -> {
                loadZstd();
                yield new ZstdDecoder();
            }
        };
    }

    /// The library is native code only, which it unpacks into the directory for temporary files.
    private static void loadZstd() {
        try {
            Native.load();
        } catch (LinkageError e) {
            throw new NightmaskException(Failure.COMPRESSION_UNAVAILABLE, new Place.Setting("zstd"));
        }
    }

    /// Looked for once, when first asked for.
    private static final class IsaLHolder {
        private static final Optional<IsaL> FOUND = IsaL.load(IsaL.LIBRARY);
    }
}
