package dev.nightmask.lambda.links;

import dev.nightmask.failure.Failure;
import dev.nightmask.lambda.settings.Settings;
import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.publish.SnapshotName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// The environment of the functions that hand out links.
///
/// @param name the database that is meant when none is named
/// @param kind what is handed out in Slack
/// @param slackSecret the ARN of the app's secrets
/// @param answerFunction the ARN of who answers
record LinkSettings(
        String store,
        Optional<SnapshotName> name,
        HandOut.Kind kind,
        int perHour,
        AllowList allowed,
        String slackSecret,
        String answerFunction) {
    static final String SLACK_SECRET = "NIGHTMASK_SLACK_SECRET";
    private static final int PER_HOUR = 20;
    private static final int MOST_PER_HOUR = 1_000;

    /// Of `links`, which acknowledges.
    static LinkSettings ofLinks(Map<String, String> environment) {
        return read(environment, true, true);
    }

    /// Of `answer`.
    static LinkSettings ofAnswer(Map<String, String> environment) {
        return read(environment, true, false);
    }

    /// Of `pull`, which knows nothing of Slack.
    static LinkSettings ofPull(Map<String, String> environment) {
        return read(environment, false, false);
    }

    private static LinkSettings read(Map<String, String> environment, boolean slack, boolean dispatches) {
        Settings settings = new Settings(environment);
        Supplier<String> store = settings.required("NIGHTMASK_STORE", Function.identity());
        Supplier<Optional<SnapshotName>> name = settings.optional("NIGHTMASK_NAME", SnapshotName::parse);
        Supplier<Optional<HandOut.Kind>> kind = settings.optional("NIGHTMASK_LINKS", LinkSettings::kind);
        Supplier<Integer> perHour = settings.number("NIGHTMASK_LINKS_PER_HOUR", PER_HOUR, 1, MOST_PER_HOUR);
        Supplier<String> secret = slack ? settings.required(SLACK_SECRET, Function.identity()) : () -> "";
        AllowList allowed = slack ? allowed(settings) : new AllowList(Set.of(), Set.of(), Set.of());
        Supplier<String> answer =
                dispatches ? settings.required("NIGHTMASK_ANSWER_FUNCTION", Function.identity()) : () -> "";
        settings.check();
        return new LinkSettings(
                store.get(),
                name.get(),
                kind.get().orElse(HandOut.Kind.BROKER),
                perHour.get(),
                allowed,
                secret.get(),
                answer.get());
    }

    private static AllowList allowed(Settings settings) {
        List<String> teams = ids(settings, "NIGHTMASK_SLACK_TEAMS", "T[A-Z0-9]{1,20}");
        if (teams.isEmpty()) {
            settings.refuse(Failure.SETTING_MISSING, "NIGHTMASK_SLACK_TEAMS");
        }
        return new AllowList(
                Set.copyOf(teams),
                Set.copyOf(ids(settings, "NIGHTMASK_SLACK_CHANNELS", "[CDG][A-Z0-9]{1,20}")),
                Set.copyOf(ids(settings, "NIGHTMASK_SLACK_USERS", "[UW][A-Z0-9]{1,20}")));
    }

    /// A name instead of an id would let nobody in, and nobody would know why.
    private static List<String> ids(Settings settings, String variable, String shape) {
        List<String> ids = settings.list(variable).get();
        if (!ids.stream().allMatch(id -> id.matches(shape))) {
            settings.refuse(Failure.SETTING_VALUE, variable);
        }
        return ids;
    }

    private static HandOut.Kind kind(String text) {
        return switch (text) {
            case "broker" -> HandOut.Kind.BROKER;
            case "presigned" -> HandOut.Kind.PRESIGNED;
            default -> throw new IllegalArgumentException("neither broker nor presigned");
        };
    }
}
