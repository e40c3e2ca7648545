package dev.nightmask.lambda.links;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.nightmask.snapshot.publish.SelfSigned;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// An HTTPS proxy that leads whoever asks for Slack's own hosts to a Slack of the test, and nobody anywhere else. A JVM
/// with its [#jvmOptions] speaks to `https://slack.com` as ever, and there to a certificate for that name.
final class RoadToSlack implements AutoCloseable {
    private static final Set<String> HOSTS = Set.of("slack.com:443", "hooks.slack.com:443");

    private final SelfSigned certificate;
    private final SlackServer slack;
    private final ServerSocket proxy;

    RoadToSlack(Path directory) throws Exception {
        certificate = SelfSigned.in(directory, "dns:slack.com,dns:hooks.slack.com");
        slack = new SlackServer(certificate.context());
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
    }

    SlackServer slack() {
        return slack;
    }

    List<String> jvmOptions() {
        List<String> options = new ArrayList<>(certificate.jvmOptions());
        options.add("-Dhttps.proxyHost=127.0.0.1");
        options.add("-Dhttps.proxyPort=" + proxy.getLocalPort());
        return options;
    }

    private void serve() {
        while (!proxy.isClosed()) {
            try {
                Socket client = proxy.accept();
                Thread.startVirtualThread(() -> lead(client));
            } catch (IOException e) {
                if (!proxy.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void lead(Socket client) {
        try (client;
                Socket server = new Socket()) {
            InputStream in = client.getInputStream();
            boolean known = HOSTS.contains(destination(in));
            client.getOutputStream()
                    .write(("HTTP/1.1 " + (known ? "200 OK" : "403 Forbidden") + "\r\n\r\n").getBytes(US_ASCII));
            if (known) {
                server.connect(slack.address());
                Thread back = Thread.startVirtualThread(() -> pour(server, client));
                pour(client, server);
                back.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reads `CONNECT host:port` and the header lines that follow, and not a byte more.
    private static String destination(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        String[] words = head.toString().split("\\s+", -1);
        return words[0].equals("CONNECT") ? words[1] : "";
    }

    private static void pour(Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            // Either side may hang up.
        }
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        slack.close();
    }
}
