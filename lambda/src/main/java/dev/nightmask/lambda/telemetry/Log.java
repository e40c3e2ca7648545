package dev.nightmask.lambda.telemetry;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The log of one run: a JSON object on each line, with the time, the function, the run's id and its stage.
///
/// Thread-safe. CloudWatch reads metrics out of the same lines: see [Metrics].
public final class Log {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private final InstantSource clock;
    private final String function;
    private final String run;
    private volatile String stage = "";

    /// @param out standard output, which Lambda and Fargate carry to CloudWatch
    /// @param function for example `nightly`
    /// @param run tells the lines of one run from another's, for example the id of the request
    public Log(PrintStream out, InstantSource clock, String function, String run) {
        this.out = out;
        this.clock = clock;
        this.function = function;
        this.run = run;
    }

    /// The lines that follow are about another stage.
    public void stage(String name) {
        stage = name;
    }

    public String stage() {
        return stage;
    }

    /// What the run is called in every line.
    public String run() {
        return run;
    }

    public void info(Line line) {
        write("INFO", line.fields());
    }

    public void error(Line line) {
        write("ERROR", line.fields());
    }

    /// Writes metrics, in the embedded format that CloudWatch looks for.
    public void write(Metrics metrics) {
        write("INFO", metrics.embedded(clock.millis()));
    }

    private void write(String level, Map<String, Object> fields) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("time", clock.instant().toString());
        all.put("level", level);
        all.put("function", function);
        all.put("run", run);
        if (!stage.isEmpty()) {
            all.put("stage", stage);
        }
        all.putAll(fields);
        String line = JSON.writeValueAsString(all) + "\n";
        synchronized (out) {
            out.print(line);
            out.flush();
        }
    }
}
