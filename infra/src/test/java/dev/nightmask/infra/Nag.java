package dev.nightmask.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/// The checks of cdk-nag's pack AwsSolutions.
final class Nag {
    private Nag() {}

    /// Has every construct of the application checked when it is synthesized.
    static void check(App app) {
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().reports(false).build());
    }

    /// Each finding as `id of the resource: what was found`.
    // What Annotations gives has no successor yet for the type it names.
    @SuppressWarnings("deprecation")
    static List<String> findings(Stack stack) {
        Annotations annotations = Annotations.fromStack(stack);
        Object any = Match.stringLikeRegexp("[\\s\\S]*");
        return Stream.concat(annotations.findError("*", any).stream(), annotations.findWarning("*", any).stream())
                .map(it -> it.getId() + ": " + it.getEntry().getData())
                .toList();
    }
}
