package dev.nightmask.snapshot.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.rules.Rule;
import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.plan.MaskPlan;
import dev.nightmask.snapshot.plan.MaskPlan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CopyTasksTest {
    private static final long PAGE = 8192;
    private static final PageRange ALL = PageRange.ALL;

    @Test
    void rangesOfATableMeetAndTheLastIsOpen() {
        List<CopyTask> tasks = tasks(table(1, 10_000, 10_000 * PAGE));
        assertEquals(10, tasks.size());
        long page = 0;
        for (CopyTask task : tasks.subList(0, 9)) {
            assertEquals(page, task.pages().first());
            page = task.pages().end().orElseThrow();
            assertEquals(task.pages().first() + 1024, page);
        }
        assertEquals(page, tasks.getLast().pages().first());
        assertTrue(tasks.getLast().pages().isLast());
    }

    @Test
    void tableIsCutAtTheSamePlacesAfterItHasGrownALittle() {
        List<CopyTask> tasks = tasks(table(1, 10_000, 10_000 * PAGE));
        List<CopyTask> grown = tasks(table(1, 10_100, 10_100 * PAGE));
        assertEquals(tasks, grown);
    }

    @Test
    void longValuesBesideTheRowsMakeRangesShorter() {
        List<CopyTask> tasks = tasks(table(1, 100, 1 << 30));
        assertEquals(100, tasks.size());
        assertEquals(3, tasks(table(1, 3000, 3000 * PAGE)).size());
    }

    @Test
    void emptyTablesAndThoseWithoutPagesAreOneTask() {
        assertEquals(
                List.of(ALL),
                tasks(table(1, 0, 0)).stream().map(CopyTask::pages).toList());
        assertEquals(
                List.of(ALL),
                tasks(table(1, 0, 1L << 40)).stream().map(CopyTask::pages).toList());
        assertEquals(
                List.of(ALL),
                tasks(table(1, 1, PAGE)).stream().map(CopyTask::pages).toList());
    }

    @Test
    void filteredTableIsOneTask() {
        Table filtered = CopyPlan.table("t", List.of(), Optional.of("WHERE x"));
        assertEquals(1, tasks(new TablePlan(filtered, true, List.of())).size());
    }

    @Test
    void tablesComeInTheOrderOfThePlanAndThoseWithoutRowsNotAtAll() {
        TablePlan without = new TablePlan(table(2, 5, 5 * PAGE).table(), false, List.of());
        List<CopyTask> tasks = tasks(table(3, 5, 5 * PAGE), without, table(1, 5, 5 * PAGE));
        assertEquals(List.of(3L, 1L), tasks.stream().map(CopyTask::table).toList());
    }

    @Test
    void anotherDecisionIsAnotherDigest() {
        String digest = tasks(CopyPlan.of(new Rule.Keep("a"))).getFirst().planDigest();
        assertEquals(64, digest.length());
        assertEquals(digest, tasks(CopyPlan.of(new Rule.Keep("a"))).getFirst().planDigest());
        assertNotEquals(
                digest, tasks(CopyPlan.of(new Rule.Replace("a"))).getFirst().planDigest());
    }

    @Test
    void tasksEnd() {
        CopyTasks none = new CopyTasks(new MaskPlan(List.of(), List.of()), "snapshot", "none");
        assertFalse(none.hasNext());
        assertThrows(NoSuchElementException.class, none::next);
    }

    private static List<CopyTask> tasks(TablePlan... plans) {
        List<CopyTask> tasks = new ArrayList<>();
        new CopyTasks(new MaskPlan(List.of(plans), List.of()), "snapshot", "none").forEachRemaining(tasks::add);
        return tasks;
    }

    private static TablePlan table(long oid, long pages, long bytes) {
        Table table = new Table(
                oid,
                "s",
                "t" + oid,
                OptionalInt.of(1),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                pages,
                bytes,
                0);
        return new TablePlan(table, true, List.of());
    }
}
