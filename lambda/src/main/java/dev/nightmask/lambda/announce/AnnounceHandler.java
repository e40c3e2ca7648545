package dev.nightmask.lambda.announce;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.lambda.aws.Cloud;
import dev.nightmask.lambda.aws.Secret;
import dev.nightmask.lambda.aws.Secrets;
import dev.nightmask.lambda.slack.SlackAddresses;
import dev.nightmask.lambda.slack.SlackApi;
import dev.nightmask.lambda.snapstart.Rehearsal;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Posts what happened at night into a channel: events of our bus, and alarms that SNS hands on. It fails when Slack
/// does not take the message, so that the event comes again.
public final class AnnounceHandler implements RequestStreamHandler {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Cloud cloud;
    private final AnnounceSettings settings;
    private final SlackApi slack;

    /// Reads the environment; fails with everything that is missing.
    public AnnounceHandler() {
        this(Cloud.ofProcess(), SlackAddresses.real());
        Rehearsal.beforePicture("announce", log -> new SlackApi(SlackAddresses.real(), () -> new Secret("")).test());
    }

    AnnounceHandler(Cloud cloud, SlackAddresses addresses) {
        this.cloud = cloud;
        this.settings = AnnounceSettings.read(cloud.environment());
        Secrets secrets = new Secrets(cloud.aws());
        this.slack = new SlackApi(
                addresses,
                () -> Secrets.field(
                        secrets.read(settings.slackSecret(), AnnounceSettings.SLACK_SECRET),
                        "botToken",
                        AnnounceSettings.SLACK_SECRET));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Log log = new Log(cloud.out(), cloud.clock(), "announce", context.getAwsRequestId());
        try {
            for (Announcement announcement : announcements(JSON.readTree(in))) {
                slack.post(settings.channel(), announcement.message());
                log.info(Line.of("announced").with("what", announcement.text()));
            }
        } catch (JacksonException e) {
            throw new NightmaskException(Failure.SETTING_VALUE, new Place.Setting("event")); // It quotes the event.
        } catch (NightmaskException e) {
            log.error(Line.of("not announced", e));
            throw e;
        }
    }

    private static List<Announcement> announcements(JsonNode event) {
        JsonNode records = event.path("Records");
        if (records.isArray()) {
            return records.valueStream()
                    .map(notice ->
                            JSON.readTree(notice.path("Sns").path("Message").stringValue("{}")))
                    .flatMap(alarm -> Announcement.ofAlarm(alarm).stream())
                    .toList();
        }
        return Announcement.of(event).stream().toList();
    }
}
