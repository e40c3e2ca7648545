package dev.nightmask.demo;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/// A throw-away S3 server on loopback and a free port. Its objects are in memory and gone when it is closed.
///
/// It asks for what S3 asks for: signatures of version 4, links that are still alive, parts of at least
/// 5 MiB, and the conditions If-Match and If-None-Match. Every server has random credentials.
public final class LocalS3 implements AutoCloseable {
    private final TransientNio2BlobStore objects = new TransientNio2BlobStore();
    private final String accessKeyId = "AKIA" + randomHex(8).toUpperCase(Locale.ROOT);
    private final String secretAccessKey = randomHex(20);
    private final S3Proxy server = S3Proxy.builder()
            .blobStore(new AtomicWrites(objects))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, accessKeyId, secretAccessKey)
            .ignoreUnknownHeaders(true)
            .stopTimeout(0)
            .build();

    private LocalS3() {}

    /// Starts a server without buckets; takes less than a second.
    public static LocalS3 start() {
        LocalS3 local = new LocalS3();
        try {
            local.server.start();
        } catch (Exception e) {
            throw new NightmaskException(Failure.INTERNAL, new Place.Program("s3proxy", "", ""));
        }
        return local;
    }

    public void createBucket(String name) {
        objects.createContainer(name);
    }

    /// Where the server listens, for `--s3-endpoint`.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public String accessKeyId() {
        return accessKeyId;
    }

    public String secretAccessKey() {
        return secretAccessKey;
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // It would give up half way.
        try {
            server.stop();
        } catch (Exception e) {
            throw new NightmaskException(Failure.INTERNAL, new Place.Program("s3proxy", "", ""));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
