package dev.nightmask.snapshot.publish;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayeredTlsTest {
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void interruptEndsAWriteToAServerThatDoesNotRead(@TempDir Path directory) throws Exception {
        SSLContext tls = SelfSigned.in(directory).context();
        try (ServerSocket server =
                tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FutureTask<Boolean> silence = new FutureTask<>(() -> shakeHandsAndStaySilent(server));
            Thread.startVirtualThread(silence);
            FutureTask<Boolean> write = new FutureTask<>(() -> writeWithoutEnd(server.getLocalPort(), tls));
            Thread writer = Thread.startVirtualThread(write);
            writing.await();
            writer.interrupt();
            ExecutionException ended = assertThrows(ExecutionException.class, () -> write.get(1, TimeUnit.MINUTES));
            assertInstanceOf(IOException.class, ended.getCause());
            over.countDown();
            silence.get(1, TimeUnit.MINUTES);
        }
    }

    private boolean shakeHandsAndStaySilent(ServerSocket server) throws IOException, InterruptedException {
        try (SSLSocket client = (SSLSocket) server.accept()) {
            client.startHandshake();
            over.await();
        }
        return true;
    }

    private boolean writeWithoutEnd(int port, SSLContext tls) throws IOException {
        URI uri = URI.create("https://127.0.0.1:" + port + "/");
        HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
        connection.setSSLSocketFactory(new LayeredTls(tls.getSocketFactory()));
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(Long.MAX_VALUE);
        byte[] bytes = new byte[1 << 16];
        try (OutputStream out = connection.getOutputStream()) {
            while (true) {
                out.write(bytes);
                writing.countDown();
            }
        }
    }
}
