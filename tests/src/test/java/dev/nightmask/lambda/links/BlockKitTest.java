package dev.nightmask.lambda.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.util.json.GsonFactory;
import dev.nightmask.failure.Failure;
import dev.nightmask.snapshot.archive.ArchiveDigest;
import dev.nightmask.snapshot.link.HandOut;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Manifests;
import dev.nightmask.snapshot.publish.SnapshotId;
import dev.nightmask.snapshot.publish.SnapshotName;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Slack's own classes read every message, and each keeps to the limits that Slack names.
class BlockKitTest {
    private static final Gson SLACK = GsonFactory.createSnakeCase();
    private static final Messages MESSAGES = new Messages(Clock.systemUTC());
    private static final List<Manifest> MANY = IntStream.range(0, Choice.MAX_LISTED)
            .mapToObj(i -> Manifests.of(
                    SnapshotId.parse("202611%02dT020000Z-7f3a91".formatted(i + 10)),
                    new SnapshotName("n".repeat(62) + i),
                    new ArchiveDigest("0".repeat(64), 1, Long.MAX_VALUE)))
            .toList();

    static Stream<Map<String, Object>> messages() {
        return Stream.concat(
                Stream.of(
                        Messages.help(true),
                        Messages.help(false),
                        Messages.none(),
                        Messages.notAllowed(),
                        Messages.text("<!channel> & others"),
                        MESSAGES.several(MANY),
                        MESSAGES.databases(MANY),
                        link(HandOut.Kind.BROKER, "https://x.lambda-url.eu-west-1.on.aws/g/" + "A".repeat(43)),
                        link(
                                HandOut.Kind.PRESIGNED,
                                "https://b.s3.amazonaws.com/k?X-Amz-Signature=" + "&".repeat(1_900)),
                        link(HandOut.Kind.PRESIGNED, "https://b.s3.amazonaws.com/k?" + "x".repeat(2_900))),
                Stream.of(Failure.values()).map(Messages::refused));
    }

    private static Map<String, Object> link(HandOut.Kind kind, String url) {
        HandOut handOut = new HandOut(
                1,
                "0".repeat(64),
                kind,
                MANY.getFirst().id(),
                new SnapshotName("n".repeat(63)),
                new HandOut.Asker("", ""),
                Instant.now(),
                Instant.now(),
                List.of());
        return MESSAGES.link(MANY.getFirst(), handOut, url, MANY.subList(0, 5));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void slackReadsTheMessage(Map<String, Object> message) {
        String json = JsonMapper.shared().writeValueAsString(message);
        SlashCommandResponse read = SLACK.fromJson(json, SlashCommandResponse.class);
        assertEquals("ephemeral", read.getResponseType());
        assertFalse(read.getText().isBlank());
        assertTrue(!read.getBlocks().isEmpty() && read.getBlocks().size() <= 50);
        Set<String> actions = new HashSet<>();
        String blocks = JsonMapper.shared().writeValueAsString(message.get("blocks"));
        for (LayoutBlock block : known(blocks)) {
            switch (block) {
                case SectionBlock section -> {
                    text(section.getText().getText());
                    if (section.getAccessory() != null) {
                        button(section.getAccessory(), new HashSet<>());
                    }
                }
                case ActionsBlock row -> {
                    assertTrue(!row.getElements().isEmpty() && row.getElements().size() <= 25);
                    row.getElements().forEach(element -> button(element, actions));
                }
                case ContextBlock context ->
                    context.getElements().forEach(element -> text(((MarkdownTextObject) element).getText()));
                default -> throw new AssertionError("an unexpected block: " + block.getType());
            }
        }
    }

    private static void text(String text) {
        assertTrue(!text.isEmpty() && text.length() <= 3_000, () -> text.length() + " characters");
        assertFalse(text.contains("<!channel>"), "nobody is called");
    }

    private static void button(BlockElement element, Set<String> actions) {
        ButtonElement button = (ButtonElement) element;
        assertTrue(button.getText().getText().length() <= 75);
        assertTrue(button.getActionId().length() <= 255 && actions.add(button.getActionId()));
        assertTrue(button.getValue() == null || button.getValue().length() <= 2_000);
        assertTrue(button.getUrl() == null || button.getUrl().length() <= 3_000);
        assertTrue(button.getValue() != null || button.getUrl() != null);
    }

    @Test
    void fieldThatSlackDoesNotKnowWouldBeFound() {
        assertEquals(1, known("[{\"type\":\"divider\"}]").length);
        assertThrows(AssertionError.class, () -> known("[{\"type\":\"divider\",\"planted\":1}]"));
        assertThrows(AssertionError.class, () -> known("[{\"type\":\"planted\",\"text\":1}]"));
    }

    /// Reads blocks, and writes them again to see that Slack's classes have a place for all that is in them.
    private static LayoutBlock[] known(String json) {
        LayoutBlock[] blocks = SLACK.fromJson(json, LayoutBlock[].class);
        JsonMapper mapper = JsonMapper.shared();
        assertEquals(mapper.readTree(json), mapper.readTree(SLACK.toJson(blocks)));
        return blocks;
    }
}
