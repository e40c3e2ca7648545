package dev.nightmask.snapshot.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/// HTTP for the SDK, over the JDK's URL connections. The SDK's own client over them cannot be told how to make
/// sockets, and a TLS socket that is made upon no other does not stand an interrupt: see [LayeredTls]. It also
/// throws a cut connection as if it were a defect (aws-sdk-java-v2, pull request 7347).
///
/// Bodies are streamed, so their length must be known.
final class InterruptibleHttpClient implements SdkHttpClient {
    private final UrlConnections connections = new UrlConnections();

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Exchange(request);
    }

    @Override
    public String clientName() {
        return "UrlConnection";
    }

    @Override
    public void close() {
        // The JDK closes connections that are kept alive by itself.
    }

    private final class Exchange implements ExecutableHttpRequest {
        private final SdkHttpRequest request;
        private final Optional<ContentStreamProvider> body;

        Exchange(HttpExecuteRequest request) {
            this.request = request.httpRequest();
            this.body = request.contentStreamProvider();
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            HttpURLConnection connection = connections.open(request.getUri());
            connection.setRequestMethod(request.method().name());
            request.forEachHeader(
                    (name, values) -> values.forEach(value -> connection.addRequestProperty(name, value)));
            if (body.isPresent()) {
                send(body.get(), connection);
            }
            return answer(connection);
        }

        /// Whoever has the deadline interrupts the thread instead.
        @Override
        public void abort() {}

        private void send(ContentStreamProvider content, HttpURLConnection connection) throws IOException {
            long length = request.firstMatchingHeader("Content-Length")
                    .map(Long::parseLong)
                    .orElseThrow();
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(length);
            try (InputStream in = content.newStream();
                    OutputStream out = connection.getOutputStream()) {
                in.transferTo(out);
            }
        }
    }

    private static HttpExecuteResponse answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        Map<String, List<String>> headers = new HashMap<>(connection.getHeaderFields());
        headers.remove(null); // The status line.
        HttpExecuteResponse.Builder answer = HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .statusText(connection.getResponseMessage())
                        .headers(headers)
                        .build());
        InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        if (body != null) {
            answer.responseBody(AbortableInputStream.create(body, connection::disconnect));
        }
        return answer.build();
    }
}
