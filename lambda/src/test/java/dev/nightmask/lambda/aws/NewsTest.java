package dev.nightmask.lambda.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.failure.Problem;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.snapshot.aws.AwsCalls;
import dev.nightmask.snapshot.publish.SnapshotName;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewsTest {
    private final Log log = new Log(System.out, InstantSource.system(), "refresh", "run-1");
    private final News news = new News(new SnapshotName("shop"), new Bus(AwsCalls.usual(Map.of()), "bus"), log);

    @Test
    void eventOfAFailureSaysWhatAndWhereAndWhatToDo() {
        log.stage("check");
        assertEquals(
                Map.of(
                        "name", "shop",
                        "run", "run-1",
                        "stage", "check",
                        "failure", "CHECK_ROWS",
                        "problems", List.of("a table does not hold the rows that the snapshot counts: public.t (3)"),
                        "remedy", "restore into a new database"),
                news.detail(new NightmaskException(Failure.CHECK_ROWS, new Place.Found("public.t", 3))));
    }

    @Test
    void eventHasRoomForTwentyProblems() {
        List<Problem> many = IntStream.range(0, 1_000)
                .mapToObj(i -> new Problem(Failure.CHECK_FOREIGN_KEY, new Place.Found("public.t" + i, 1)))
                .toList();
        assertEquals(20, News.sentences(new NightmaskException(many)).size());
    }
}
