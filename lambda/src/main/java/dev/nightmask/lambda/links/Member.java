package dev.nightmask.lambda.links;

import dev.nightmask.snapshot.link.HandOut.Asker;

/// Who asks in Slack, by the ids that Slack has signed.
///
/// @param team the workspace
/// @param name as people know the user, for the record only
record Member(String team, String channel, String user, String name) {

    /// How many links were given is counted for this.
    String key() {
        return "slack " + team + "/" + user;
    }

    Asker asker() {
        return new Asker(name + " (" + team + "/" + user + ")", "slack " + channel);
    }
}
