package dev.nightmask.infra;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Problem;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.App;

/// What `cdk` runs: reads the configuration that `NIGHTMASK_CONFIG` names, or else `nightmask.yaml`, and writes the
/// stack's template to `target/cdk.out`, or to where `cdk` says.
public final class NightmaskApp {
    private static final String CONFIGURATION = "NIGHTMASK_CONFIG";

    private NightmaskApp() {}

    public static void main(String[] arguments) {
        try {
            Node.require();
            Map<String, String> environment = System.getenv();
            App app = app(Path.of(environment.getOrDefault("CDK_OUTDIR", "target/cdk.out")));
            new NightmaskStack(
                    app, ConfigurationReader.read(Path.of(environment.getOrDefault(CONFIGURATION, "nightmask.yaml"))));
            app.synth();
        } catch (NightmaskException e) {
            e.problems().forEach(NightmaskApp::tell);
            System.exit(e.failure().exitStatus());
        }
    }

    private static void tell(Problem problem) {
        System.err.println("nightmask: " + problem.sentence());
        System.err.println("  " + problem.failure().remedy());
    }

    /// An application that writes to this directory.
    static App app(Path output) {
        return App.Builder.create()
                .outdir(output.toString())
                .analyticsReporting(false)
                .postCliContext(Map.of(
                        // Otherwise the access logs would be let in by an access control list.
                        "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy",
                        true,
                        "@aws-cdk/core:enablePartitionLiterals",
                        true,
                        "@aws-cdk/core:validateAgainstDefaultRules",
                        true))
                .build();
    }
}
