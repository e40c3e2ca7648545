package dev.nightmask.snapshot.publish;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Opens the store that a command line names.
public final class Stores {
    private static final Pattern S3 =
            Pattern.compile("s3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?<prefix>(?:/[\\w!.*'()=-]+)*)/?");
    private static final Pattern FILE = Pattern.compile("file:(?://(?=/))?(?<directory>.+)");

    private Stores() {}

    /// Opens `s3://bucket/prefix` or `file:DIR`. A directory must exist; a bucket is asked at its first use.
    ///
    /// @param settings where and as whom to speak S3; not looked at for a directory
    public static ObjectStore open(String store, S3Settings settings) {
        Matcher s3 = S3.matcher(store);
        if (s3.matches() && !s3.group("prefix").contains("/.")) {
            String prefix =
                    s3.group("prefix").isEmpty() ? "" : s3.group("prefix").substring(1) + "/";
            return S3Store.open(new S3Location(s3.group("bucket"), prefix), settings);
        }
        Matcher file = FILE.matcher(store);
        if (file.matches()) {
            return FileStore.open(directory(file.group("directory")));
        }
        throw notUnderstood("--store");
    }

    /// Opens a directory that is there.
    public static ObjectStore directory(Path directory) {
        return FileStore.open(directory);
    }

    /// Reads the endpoint of an S3-compatible server.
    static URI endpoint(String url) {
        try {
            URI uri = URI.create(url);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw notUnderstood("--s3-endpoint");
        }
        throw notUnderstood("--s3-endpoint");
    }

    private static Path directory(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw notUnderstood("--store");
        }
    }

    private static NightmaskException notUnderstood(String option) {
        return new NightmaskException(Failure.STORE_SETTING, new Place.Setting(option));
    }
}
