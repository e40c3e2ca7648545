package dev.nightmask.snapshot.publish;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The head of an HTTP/1.1 request whose body, if it has one, says its length.
///
/// @param headers the lines behind the first
record ProxiedRequest(String line, List<String> headers) {

    static ProxiedRequest read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
        }
        List<String> lines =
                head.toString().lines().filter(line -> !line.isEmpty()).toList();
        return new ProxiedRequest(lines.getFirst(), lines.subList(1, lines.size()));
    }

    /// Sends it on, as the only one of its connection. A server that answers without reading the body may do so.
    void sendTo(OutputStream server, InputStream body) throws IOException {
        StringBuilder head = new StringBuilder(line).append("\r\n");
        headers.stream()
                .filter(header -> !isNamed("connection", header))
                .forEach(header -> head.append(header).append("\r\n"));
        server.write(head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        copyBody(body, server);
    }

    void copyBody(InputStream body, OutputStream to) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (long left = contentLength(); left > 0; ) {
            int n = body.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (n < 0) {
                throw new EOFException();
            }
            to.write(buffer, 0, n);
            left -= n;
        }
        to.flush();
    }

    /// An error as S3 answers with it.
    byte[] errorAnswer(int status, String code) {
        String body = line.startsWith("HEAD ") ? "" : """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>%s</Code><Message>planted</Message><RequestId>1</RequestId></Error>""".formatted(code);
        return "HTTP/1.1 %d Planted\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(status, body.length(), body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private long contentLength() {
        return header("content-length").map(Long::parseLong).orElse(0L);
    }

    /// The value of the first header of this name.
    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> isNamed(name, header))
                .map(header -> header.substring(header.indexOf(':') + 1).strip())
                .findFirst();
    }

    private static boolean isNamed(String name, String header) {
        return header.regionMatches(true, 0, name + ":", 0, name.length() + 1);
    }
}
