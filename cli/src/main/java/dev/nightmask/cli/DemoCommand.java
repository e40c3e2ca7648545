package dev.nightmask.cli;

import dev.nightmask.demo.Audience;
import dev.nightmask.demo.Demo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Plays the whole path on this machine, in less than a minute: a throw-away PostgreSQL as production, an S3",
            "server on loopback, a snapshot, a link, a restore. All data is made up, and nothing is left behind."
        },
        footer = {"", "Example:  nightmask demo"})
final class DemoCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--keep", description = "Wait before the end, to look around; Ctrl-C ends it.")
    private boolean keep;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        try (Watched watched = new Watched(console, console.progress())) {
            Demo.Result result = new Demo(watched).run(keep ? this::waitForTheEnd : unused -> {});
            double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
            return console.done(new Outcome.DemoPlayed(
                    result.snapshot(),
                    result.tables(),
                    result.rows(),
                    result.sizeBytes(),
                    result.originals(),
                    seconds));
        }
    }

    private void waitForTheEnd(List<String> waysToLookAround) {
        console.heading("9. Look around in another terminal, then end with Ctrl-C");
        waysToLookAround.forEach(way -> console.say("  " + way));
        Console.waitForTheEnd();
    }

    /// The console as the demo's audience.
    private record Watched(Console console, ShownProgress progress) implements Audience, AutoCloseable {
        @Override
        public void heading(String text) {
            progress.close();
            console.heading(text);
        }

        @Override
        public void say(String text) {
            progress.close();
            console.say("  " + text);
        }

        @Override
        public void close() {
            progress.close();
        }
    }
}
