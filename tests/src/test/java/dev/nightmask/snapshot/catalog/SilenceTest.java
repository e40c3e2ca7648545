package dev.nightmask.snapshot.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightmask.demo.LocalPostgres;
import dev.nightmask.failure.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/// A server that takes a statement and says nothing more.
class SilenceTest {
    @Test
    void silentServerIsGivenUpAndCountsAsLost() throws SQLException {
        try (LocalPostgres server = LocalPostgres.start(Map.of())) {
            Map<Parameter, String> values = SettingsReader.read(server.uri("postgres"), Map.of());
            Password password = new Password(Objects.requireNonNull(values.remove(Parameter.PASSWORD)));
            Properties properties =
                    DriverProperties.of(values, Host.listed(values).getFirst(), password, Duration.ofSeconds(1));
            try (Connection connection =
                            Objects.requireNonNull(new Driver().connect("jdbc:postgresql://", properties));
                    Statement statement = connection.createStatement()) {
                SQLException silent = assertThrows(SQLException.class, () -> statement.execute("SELECT pg_sleep(600)"));
                assertEquals(
                        Failure.SOURCE_LOST,
                        ServerFailures.atStatement(Side.SOURCE, silent).failure());
            }
        }
    }

    @Test
    void everySideHasADeadline() {
        for (Side side : Side.values()) {
            assertTrue(side.silence().isPositive() && side.silence().compareTo(Duration.ofDays(1)) < 0, side.name());
        }
    }
}
