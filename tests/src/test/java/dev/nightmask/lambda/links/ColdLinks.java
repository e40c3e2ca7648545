package dev.nightmask.lambda.links;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// A process that serves events, one on each line of its input, with the handler that the environment describes; for
/// each it prints `ANSWER`, the milliseconds it took, and the answer.
final class ColdLinks {
    private ColdLinks() {}

    public static void main(String[] arguments) throws IOException {
        LinkHandler handler = new LinkHandler();
        FixedContext context = new FixedContext();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String event = in.readLine(); event != null; event = in.readLine()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            long start = System.nanoTime();
            handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, context);
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.println("ANSWER " + millis + " " + out.toString(StandardCharsets.UTF_8));
        }
    }
}
