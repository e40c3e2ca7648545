package dev.nightmask.snapshot.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestoreLogTest {
    private final RestoreLog log = new RestoreLog(Set.of(7));

    @Test
    void exitStatusZeroWithoutErrorsIsSuccess() {
        read("pg_restore: connecting to database for restore", "pg_restore: creating TABLE \"public.t\"");
        assertTrue(log.isSuccess(0));
        assertEquals(List.of(), log.harmless());
    }

    @Test
    void everyFailedEntryIsNamedOnceInItsOrder() {
        read(
                "pg_restore: from TOC entry 215; 1259 16402 TABLE t postgres",
                "pg_restore: error: could not execute query: ERROR:  type \"x\" does not exist",
                "Command was: CREATE TABLE public.t (a x);",
                "pg_restore: from TOC entry 12; 0 16402 TABLE DATA t postgres",
                "pg_restore: from TOC entry 215; 1259 16402 TABLE t postgres",
                "pg_restore: warning: errors ignored on restore: 3");
        assertEquals(List.of(215, 12), log.failedEntries());
        assertFalse(log.isSuccess(1));
    }

    @Test
    void linesOfTwoWorkersThatRanTogetherAreStillUnderstood() {
        read("pg_restore: pg_restore: from TOC entry 3; 0 1 TABLE DATA a bfrom TOC entry 4; 0 1 TABLE DATA c d");
        assertEquals(List.of(3, 4), log.failedEntries());
    }

    @Test
    void fatalEndWithoutAnEntryIsNoSuccess() {
        read("pg_restore: error: connection to server failed");
        assertFalse(log.isSuccess(1));
    }

    @Test
    void olderServerThatHasNoTransactionTimeoutIsHarmless() {
        read(
                "pg_restore: while INITIALIZING:",
                "pg_restore: error: could not execute query: ERROR:  unrecognized configuration parameter",
                "Command was: SET transaction_timeout = 0;",
                "pg_restore: warning: errors ignored on restore: 1");
        assertTrue(log.isSuccess(1));
        assertEquals(1, log.harmless().size());
    }

    @Test
    void publicSchemaThatIsThereAlreadyIsHarmless() {
        read(
                "pg_restore: from TOC entry 7; 2615 2200 SCHEMA public postgres",
                "pg_restore: warning: errors ignored on restore: 1");
        assertTrue(log.isSuccess(1));
        assertEquals(List.of("the schema public was there already"), log.harmless());
    }

    @Test
    void valueThatImitatesAHarmlessMessageHidesNoError() {
        read(
                "pg_restore: from TOC entry 9; 2606 16402 FK CONSTRAINT t t_fkey postgres",
                "DETAIL:  Key (a)=(",
                "Command was: SET transaction_timeout = 0;",
                ") is not present in table \"u\".",
                "pg_restore: warning: errors ignored on restore: 1");
        assertFalse(log.isSuccess(1));
        assertEquals(List.of(9), log.failedEntries());
    }

    @Test
    void moreErrorsThanAreUnderstoodAreNoSuccess() {
        read("Command was: SET transaction_timeout = 0;", "pg_restore: warning: errors ignored on restore: 2");
        assertFalse(log.isSuccess(1));
    }

    @Test
    void entryThatIsCompleteIsReported() {
        assertEquals(OptionalInt.of(3420), log.read("pg_restore: finished item 3420 TABLE DATA users"));
        assertEquals(OptionalInt.of(3421), log.read("pg_restore: finished item 3421 INDEX users_name"));
        assertEquals(OptionalInt.empty(), log.read("pg_restore: launching item 3421 INDEX users_name"));
    }

    private void read(String... lines) {
        for (String line : lines) {
            log.read(line);
        }
    }
}
