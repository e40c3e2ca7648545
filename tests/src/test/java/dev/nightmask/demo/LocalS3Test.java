package dev.nightmask.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class LocalS3Test {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void serverRefusesRequestsWithoutSignatureAndIsGoneWhenClosed() throws Exception {
        URI bucket;
        try (LocalS3 server = LocalS3.start()) {
            server.createBucket("snapshots");
            bucket = server.endpoint().resolve("/snapshots");
            assertEquals(403, status(bucket));
        }
        assertThrows(ConnectException.class, () -> status(bucket));
    }

    private int status(URI uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
