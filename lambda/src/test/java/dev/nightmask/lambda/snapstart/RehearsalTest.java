package dev.nightmask.lambda.snapstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void workIsDoneAndTold() {
        String told = rehearse(own -> own.info(Line.of("at work")));
        assertTrue(told.contains("at work"), told);
        assertTrue(told.contains("\"event\":\"rehearsed\""), told);
    }

    @Test
    void whatFailsIsToldWithoutItsMessageAndStopsNoDeployment() {
        String cut = rehearse(own -> {
            throw new NightmaskException(Failure.SERVICE_UNREACHABLE, new Place.Request("slack", "api.test", ""));
        });
        assertTrue(cut.contains("rehearsal cut short") && cut.contains("SERVICE_UNREACHABLE"), cut);
        String defect = rehearse(own -> {
            throw new IOException("planted");
        });
        assertTrue(defect.contains("java.io.IOException"), defect);
        assertFalse(defect.contains("planted"), defect);
    }

    /// Two processes that start from one picture must not draw the same token.
    @Test
    void randomNumbersAreTheKernels() {
        assertEquals("NativePRNG", new SecureRandom().getAlgorithm());
    }

    private String rehearse(Rehearsal.Work work) {
        log.reset();
        Log lines = new Log(new PrintStream(log, true, UTF_8), Clock.systemUTC(), "links", "rehearsal");
        new Rehearsal(lines, work).beforeCheckpoint(Core.getGlobalContext());
        return log.toString(UTF_8);
    }
}
