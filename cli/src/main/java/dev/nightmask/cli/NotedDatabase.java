package dev.nightmask.cli;

import dev.nightmask.snapshot.guard.MarkedDatabase;
import dev.nightmask.snapshot.guard.Marker;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A target that is there, and what is noted on it.
///
/// @param noted what it is to Nightmask; null when nothing is noted on it
/// @param snapshot that it was filled with; null when that is not noted
record NotedDatabase(
        long oid,
        @Nullable String noted,
        @Nullable Instant until,
        List<String> clients,
        @Nullable String snapshot) {
    static NotedDatabase of(MarkedDatabase database) {
        Optional<Marker> marker = database.marker();
        return new NotedDatabase(
                database.oid(),
                marker.map(it -> it.role().name().toLowerCase(Locale.ROOT)).orElse(null),
                marker.map(Marker::expiresAt).orElse(null),
                marker.map(Marker::clients).orElse(List.of()),
                marker.map(Marker::snapshot).filter(name -> !name.isEmpty()).orElse(null));
    }

    List<String> lines() {
        if (noted == null) {
            return List.of("database   oid %d, nothing is noted on it".formatted(oid));
        }
        return List.of(
                "database   oid %d, noted as %s".formatted(oid, noted),
                "until      " + (until == null ? "it has no end" : until),
                "clients    " + (clients.isEmpty() ? "none" : String.join(", ", clients)),
                "snapshot   " + (snapshot == null ? "unknown" : snapshot));
    }
}
