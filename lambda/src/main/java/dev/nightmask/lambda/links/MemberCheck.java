package dev.nightmask.lambda.links;

import dev.nightmask.lambda.slack.SlackApi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// Tells full members of a workspace from guests, strangers in a shared channel, bots and those who have left. Slack
/// says who is which; what it says is kept for some minutes. Thread-safe.
final class MemberCheck {
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final int MAX_KEPT = 1_000;

    private final SlackApi slack;
    private final Set<String> teams;
    private final InstantSource clock;
    private final Map<String, Supplier<Boolean>> known = new LinkedHashMap<>();

    MemberCheck(SlackApi slack, Set<String> teams, InstantSource clock) {
        this.slack = slack;
        this.teams = Set.copyOf(teams);
        this.clock = clock;
    }

    /// @throws NightmaskException when Slack does not say
    boolean isFull(Member member) {
        Supplier<Boolean> answer;
        synchronized (known) {
            if (known.size() >= MAX_KEPT) {
                known.clear();
            }
            answer = known.computeIfAbsent(
                    member.user(), id -> new Recent<>(() -> isFull(slack.user(id), id), MAX_AGE, clock));
        }
        return answer.get();
    }

    /// Source: Slack, "User object".
    private boolean isFull(JsonNode user, String id) {
        boolean ours = teams.contains(user.path("team_id").stringValue(""))
                || user.path("enterprise_user")
                        .path("teams")
                        .valueStream()
                        .anyMatch(team -> teams.contains(team.stringValue("")));
        return ours
                && user.path("id").stringValue("").equals(id)
                && !is(user, "deleted")
                && !is(user, "is_bot")
                && !is(user, "is_restricted")
                && !is(user, "is_ultra_restricted")
                && !is(user, "is_stranger");
    }

    private static boolean is(JsonNode user, String flag) {
        return user.path(flag).booleanValue(false);
    }
}
