package dev.nightmask.lambda.links;

import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.link.HandOuts;
import dev.nightmask.snapshot.link.Link;
import dev.nightmask.snapshot.link.Links;
import dev.nightmask.snapshot.link.Links.Ticket;
import dev.nightmask.snapshot.link.Quota;
import dev.nightmask.snapshot.publish.Manifest;

/// Gives links to members, as many as each may have.
///
/// @param kind what is given
record LinkDesk(Quota quota, Links links, HandOuts handOuts, HandOut.Kind kind) {

    /// A link that somebody has now.
    ///
    /// @param url of the page that redeems it, or presigned
    record Given(HandOut handOut, String url) {
        @Override
        public String toString() {
            return "***";
        }
    }

    /// @param domain where the pages of links are
    /// @throws dev.nightmask.failure.NightmaskException RATE_LIMITED, and as [Links] does
    Given give(Member member, Manifest snapshot, String domain) {
        quota.take(member.key());
        return switch (kind) {
            case BROKER -> {
                Ticket ticket = links.issue(snapshot, member.asker());
                String url =
                        "https://" + domain + BrokerDoor.PATH + ticket.token().reveal();
                yield new Given(ticket.handOut(), url);
            }
            case PRESIGNED -> {
                Link link = links.make(snapshot, Links.MAX_LIFE, member.asker());
                yield new Given(link.handOut(), link.url().reveal().toString());
            }
        };
    }

    /// Revokes a link that did not reach who asked.
    void takeBack(HandOut handOut) {
        handOuts.revoke(handOut.id(), "nightmask: not delivered");
    }
}
