package dev.nightmask.lambda.links;

import java.util.Set;

/// Who may ask for links.
///
/// @param teams ids of workspaces
/// @param channels ids; none means any channel
/// @param users ids; none means everybody
record AllowList(Set<String> teams, Set<String> channels, Set<String> users) {
    AllowList {
        teams = Set.copyOf(teams);
        channels = Set.copyOf(channels);
        users = Set.copyOf(users);
    }

    boolean allows(Member member) {
        return teams.contains(member.team())
                && (channels.isEmpty() || channels.contains(member.channel()))
                && (users.isEmpty() || users.contains(member.user()));
    }
}
