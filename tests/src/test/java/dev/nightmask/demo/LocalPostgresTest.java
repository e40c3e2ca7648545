package dev.nightmask.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalPostgresTest {
    @Test
    void serverAnswersOnLoopbackAndLeavesNothingBehind() {
        Path home;
        try (LocalPostgres server = LocalPostgres.start(Map.of("log_statement", "all"))) {
            home = server.socketDirectory();
            String psql = server.programs().resolve("psql").toString();
            assertEquals(0, ServerPrograms.status(List.of(psql, server.uri("postgres"), "-c", "SELECT 1")));
            assertEquals(2, ServerPrograms.status(List.of(psql, server.uri("absent"), "-c", "SELECT 1")));
        }
        assertFalse(Files.exists(home));
    }
}
