package dev.nightmask.lambda.links;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmask.snapshot.aws.AwsCalls;
import dev.nightmask.snapshot.aws.AwsCalls.Call;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;

/// Invokes a function of AWS Lambda without waiting for it.
///
/// @param function its ARN, with the alias
/// @param type of invocation, as the API has it
record LambdaDispatch(AwsCalls aws, String function, String type) implements Dispatch {

    static LambdaDispatch to(AwsCalls aws, String function) {
        return new LambdaDispatch(aws, function, "Event");
    }

    /// The same but for the invocation: Lambda only says whether it would be allowed.
    static LambdaDispatch tryingOut(AwsCalls aws, String function) {
        return new LambdaDispatch(aws, function, "DryRun");
    }

    @Override
    public void send(Order order) {
        URI uri = aws.endpoint("lambda", "LAMBDA")
                .resolve("/2015-03-31/functions/" + URLEncoder.encode(function, UTF_8) + "/invocations");
        aws.send(new Call("lambda", "Invoke", uri, Map.of("X-Amz-Invocation-Type", type), order.json()));
    }
}
