package dev.nightmask.lambda.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The zip that the stack deploys: nothing is missing in it, nothing is too much.
class LinksZipIT {
    private static final List<String> LEFT_OUT = List.of(
            "postgresql", "junixsocket", "zstd", "lz4", "faker", "yaml", "runtime-interface-client", "pg_", "libisal");

    /// The packages that the functions are made of.
    private static final Pattern OURS = Pattern.compile(
            "dev\\.nightmask\\.(failure|lambda\\.(links|announce|slack|settings|snapstart|telemetry|aws)|snapshot\\.(link|publish|aws))\\.\\w");

    private static LinksZip zip;

    @BeforeAll
    static void unpack(@TempDir Path directory) throws IOException {
        zip = LinksZip.unpack(directory);
    }

    @Test
    void zipIsSmallAndHoldsJarsAlone() throws IOException {
        assertTrue(Files.size(LinksZip.FILE) < 20_000_000, () -> zip.entries().toString());
        assertTrue(
                zip.entries().stream().allMatch(name -> name.matches("lib/([\\w.-]+\\.jar)?")),
                () -> zip.entries().toString());
        assertTrue(
                LEFT_OUT.stream().noneMatch(part -> zip.entries().toString().contains(part)),
                () -> zip.entries().toString());
    }

    @Test
    void nothingThatTheFunctionsAreMadeOfIsLeftOut() throws IOException {
        StringWriter out = new StringWriter();
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(out),
                        new PrintWriter(out),
                        "--multi-release",
                        "base",
                        "-v",
                        "-cp",
                        zip.allJars(),
                        zip.jar("lambda").toString(),
                        zip.jar("snapshot").toString(),
                        zip.jar("anonymizer-rules").toString());
        assertEquals(0, status, out::toString);
        assertTrue(out.toString().contains("dev.nightmask.lambda.links.LinkHandler"), out::toString);
        List<String> missing = out.toString()
                .lines()
                .filter(line -> line.contains("not found"))
                .toList();
        assertEquals(List.of(), missing.stream().filter(OURS.asPredicate()).toList());
        assertFalse(missing.isEmpty(), "what reads rows has no driver here");
    }
}
