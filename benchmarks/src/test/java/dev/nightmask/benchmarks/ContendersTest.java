package dev.nightmask.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContendersTest {

    @Test
    void everyContenderHasAnIdOfItsOwn() {
        List<String> ids = Contenders.all().stream().map(Contender::id).toList();
        assertEquals(ids.size(), ids.stream().distinct().count(), ids::toString);
    }

    @Test
    void firstWordOfAnIdSelectsAllOfThem() {
        assertEquals(List.of("zstd:1/1", "zstd:1/2"), ids(Contenders.selected(List.of("zstd:1"))));
        assertEquals(List.of("zlib:1/2/jdk"), ids(Contenders.selected(List.of("zlib:1/2/jdk"))));
    }

    @Test
    void idThatSelectsNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Contenders.selected(List.of("zlib")));
    }

    @Test
    void whatAFigureIsDividedByComesAlong() {
        assertEquals(
                List.of("pg_dump/1/1", "pg_dump/6/1", "zlib:6/2"),
                ids(Figure.withReferences(Contenders.selected(List.of("zlib:6/2")))));
    }

    @Test
    void everyFigureIsOfContendersThatRun() {
        for (Figure figure : Figure.WANTED) {
            assertTrue(Contenders.all().contains(figure.contender()), figure::toString);
            assertTrue(figure.reference().stream().allMatch(Contenders.all()::contains), figure::toString);
        }
    }

    private static List<String> ids(List<Contender> contenders) {
        return contenders.stream().map(Contender::id).toList();
    }
}
