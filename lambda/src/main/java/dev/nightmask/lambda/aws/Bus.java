package dev.nightmask.lambda.aws;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.aws.AwsCalls;
import dev.nightmask.snapshot.aws.AwsCalls.Call;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Tells an EventBridge bus what happened: functions in the VPC have no other way out.
///
/// @param name of the bus
public record Bus(AwsCalls aws, String name) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What every event of ours says it comes from.
    public static final String SOURCE = "nightmask";

    /// Sends an event; it may arrive twice.
    ///
    /// @param what the event's `detail-type`, for example `Snapshot published`
    /// @param detail names and numbers, with at least the `name` of the database
    /// @throws NightmaskException SERVICE_REFUSED, also when the bus took the request and not the event
    public void tell(String what, Map<String, Object> detail) {
        Map<String, Object> entry = Map.of(
                "EventBusName", name, "Source", SOURCE, "DetailType", what, "Detail", JSON.writeValueAsString(detail));
        byte[] answer = aws.send(new Call(
                "events",
                "PutEvents",
                aws.endpoint("events", "EVENTBRIDGE"),
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "AWSEvents.PutEvents"),
                JSON.writeValueAsBytes(Map.of("Entries", List.of(entry)))));
        if (JSON.readTree(answer).path("FailedEntryCount").asInt(0) != 0) {
            throw new NightmaskException(
                    Failure.SERVICE_REFUSED, new Place.Request("events", "PutEvents", "FailedEntryCount"));
        }
    }
}
