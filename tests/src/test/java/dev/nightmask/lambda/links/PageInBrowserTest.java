package dev.nightmask.lambda.links;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page behind a link in a real browser, in which no script runs.
class PageInBrowserTest {
    private static final Path PICTURE = Path.of("..", "docs", "images", "link.png");

    private static Office office;
    private static Browser browser;
    private static Path downloads;

    @BeforeAll
    static void start(@TempDir Path home) throws IOException {
        office = new Office(home, Office.Options.usual());
        downloads = Files.createDirectory(home.resolve("downloads"));
        browser = new Browser(home, downloads);
    }

    @AfterAll
    static void stop() {
        browser.close();
        office.close();
    }

    @Test
    void pageRunsNoScript() {
        browser.open(
                URI.create("data:text/html,%3Ctitle%3Eoff%3C/title%3E%3Cscript%3Edocument.title='on'%3C/script%3E"));
        assertEquals("off", browser.title(), "the browser would show it");
    }

    @Test
    void pageSaysWhatItIsAndItsButtonDownloads() throws Exception {
        office.wait(Duration.between(office.now(), Instant.parse("2026-11-21T11:12:00Z")));
        URI link = office.link();
        office.wait(Duration.ofSeconds(7));
        browser.open(link);
        assertEquals("Snapshot of shop", browser.title());
        String page = browser.text("main");
        assertTrue(page.contains("A masked snapshot of shop"), page);
        assertTrue(page.contains(Office.LATEST), page);
        assertTrue(page.contains("21 Nov 2026 02:00 UTC, 9 h 12 min ago"), page);
        assertTrue(page.contains("10.0 kB"), page);
        assertTrue(page.contains("173 seconds left"), page);
        assertTrue(page.contains("until 11:15:00 UTC"), page);
        assertIsDrawn(browser.screenshot());
        browser.click("button");
        Path file = downloads.resolve("nightmask-" + Office.LATEST + ".dump");
        for (int tries = 0; tries < 300 && !Files.exists(file); tries++) {
            Browser.pause();
        }
        assertArrayEquals(Office.ARCHIVE, Files.readAllBytes(file));
        browser.open(link);
        assertEquals("This link was used already", browser.text("h1"));
    }

    @Test
    void pageOfADeadLinkSaysWhatToDo() {
        URI link = office.link();
        office.wait(Duration.ofMinutes(3));
        browser.open(link);
        assertEquals("This link has expired", browser.text("h1"));
        assertTrue(browser.text("main").contains("/snapshot"));
    }

    /// Style and colours are there: the policy of the page lets its own style in.
    private static void assertIsDrawn(byte[] png) throws IOException {
        var image = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)));
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        assertTrue(colours.contains(0x2f5fd0), "the button is blue");
        assertTrue(colours.contains(0xf3f5f8), "the page has its background");
        if ("write".equals(System.getProperty("nightmask.docs"))) {
            Files.createDirectories(PICTURE.getParent());
            Files.write(PICTURE, png);
        }
    }
}
