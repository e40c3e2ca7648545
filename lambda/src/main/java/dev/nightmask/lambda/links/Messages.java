package dev.nightmask.lambda.links;

import dev.nightmask.failure.Failure;
import dev.nightmask.lambda.slack.Blocks;
import dev.nightmask.lambda.slack.Figures;
import dev.nightmask.snapshot.archive.TableCount;
import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.publish.Manifest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What users read in Slack. Only who asked sees it, and Slack looks at no link in it.
///
/// @param clock tells how old a snapshot is
record Messages(Clock clock) {
    /// The action of every button that asks us something begins so.
    static final String ASK = "ask";

    /// Where a URL is longer, it is on the button only; a text takes 3,000 characters.
    private static final int MAX_SHOWN_URL = 2_000;

    private static final String HELP = """
            `/snapshot` the newest snapshot
            `/snapshot NAME` the newest one of this database
            `/snapshot list` or `list NAME` the snapshots there are
            `/snapshot 20261121T020000Z-7f3a91` a certain one
            You get a link that dies after three minutes. That you asked is on record.""";

    /// A message without a button.
    static Map<String, Object> text(String text) {
        return message(text, List.of(Blocks.section(Blocks.escaped(text))));
    }

    static Map<String, Object> help(boolean understood) {
        String text = understood ? HELP : "I did not understand that.\n" + HELP;
        return message("How to ask for a snapshot", List.of(Blocks.section(text)));
    }

    static Map<String, Object> refused(Failure failure) {
        return text(
                switch (failure) {
                    case CALLER_REFUSED -> "Links are for full members of this workspace only.";
                    case RATE_LIMITED -> "You were given as many links as one may have in an hour. Ask again later.";
                    default -> "That did not work: " + failure.problem() + ". What helps: " + failure.remedy() + ".";
                });
    }

    static Map<String, Object> notAllowed() {
        return text("Links are given in certain channels, to certain people. Ask who runs Nightmask here.");
    }

    static Map<String, Object> none() {
        return text("There is no such snapshot. `/snapshot list` shows the ones there are.");
    }

    /// The link that somebody asked for.
    ///
    /// @param url of the page that redeems it, or presigned
    Map<String, Object> link(Manifest snapshot, HandOut handOut, String url, List<Manifest> earlier) {
        boolean once = handOut.kind() == HandOut.Kind.BROKER;
        String file = snapshot.name() + ".dump";
        List<Map<String, Object>> blocks = new ArrayList<>();
        blocks.add(Blocks.section(facts(snapshot)));
        blocks.add(Blocks.actions(List.of(Blocks.link(once ? "Open the link" : "Download", "follow", url))));
        if (Blocks.escaped(url).length() <= MAX_SHOWN_URL) {
            String line = "nightmask pull '%s' -o %s && nightmask restore %s --target postgresql:///%s_dev"
                    .formatted(url, file, file, snapshot.name());
            blocks.add(Blocks.section("```" + Blocks.escaped(line) + "```"));
        }
        blocks.add(Blocks.context("%s until %s. Whoever has it can download, so keep it; that you asked is on record."
                .formatted(once ? "Works once," : "Works", Blocks.time(handOut.expiresAt(), "{time_secs}"))));
        if (!earlier.isEmpty()) {
            blocks.add(Blocks.actions(buttons(earlier)));
        }
        return message("A link to a snapshot of " + snapshot.name(), blocks);
    }

    Map<String, Object> several(List<Manifest> snapshots) {
        return message(
                "The newest snapshots",
                snapshots.stream()
                        .map(snapshot -> Blocks.section(
                                facts(snapshot),
                                Blocks.button("Get a link", ASK, snapshot.id().text())))
                        .toList());
    }

    Map<String, Object> databases(List<Manifest> latest) {
        List<Map<String, Object>> buttons = latest.stream()
                .map(snapshot ->
                        Blocks.button(snapshot.name().text(), ASK + "-" + snapshot.name(), "latest " + snapshot.name()))
                .toList();
        return message(
                "Of which database?",
                List.of(Blocks.section("Of which database? `/snapshot NAME` asks at once."), Blocks.actions(buttons)));
    }

    private String facts(Manifest snapshot) {
        long rows =
                snapshot.seal().tables().stream().mapToLong(TableCount::rows).sum();
        return "*%s* `%s`\n%s old, taken %s  ·  %s  ·  %s tables  ·  %s rows"
                .formatted(
                        snapshot.name(),
                        snapshot.id(),
                        Figures.age(Duration.between(snapshot.startedAt(), clock.instant())),
                        Blocks.time(snapshot.startedAt(), "{date_short_pretty} {time}"),
                        Figures.bytes(snapshot.archive().sizeBytes()),
                        Figures.count(snapshot.seal().tables().size()),
                        Figures.count(rows));
    }

    private static List<Map<String, Object>> buttons(List<Manifest> earlier) {
        return earlier.stream()
                .map(snapshot -> Blocks.button(
                        Figures.minute(snapshot.startedAt()),
                        ASK + "-" + snapshot.id(),
                        snapshot.id().text()))
                .toList();
    }

    private static Map<String, Object> message(String summary, List<Map<String, Object>> blocks) {
        return Map.of(
                "response_type",
                "ephemeral",
                "replace_original",
                false,
                "unfurl_links",
                false,
                "unfurl_media",
                false,
                "text",
                summary,
                "blocks",
                blocks);
    }
}
