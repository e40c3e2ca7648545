package dev.nightmask.snapshot.guard;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What Nightmask notes on a database, bound to this very one: it is worth nothing on a copy, on a database of
/// another name or on another server. It is the last line of the database's comment, since an owner may write that
/// without being a superuser, and everybody sees it in `\l+`.
///
/// @param server the one it was written on
/// @param oid of the database, from pg_database
/// @param expiresAt null when it does not expire
/// @param clients the application names that may be connected when the database is replaced
/// @param snapshot that a restore filled it with, as the journal names it; empty when none did, or not with all of it
public record Marker(
        Role role,
        ServerIdentity server,
        long oid,
        String database,
        @Nullable Instant expiresAt,
        List<String> clients,
        String snapshot) {
    private static final String START = "nightmask/1 ";

    /// What the database is to Nightmask; in the marker in lower case.
    public enum Role {
        /// It may be replaced.
        TARGET,
        /// A restore is filling it, or was when it ended.
        LOADING,
        /// It was replaced, and is kept.
        PREVIOUS
    }

    public Marker {
        clients = List.copyOf(clients);
    }

    /// Of a database that is not known to be a snapshot's.
    public Marker(
            Role role,
            ServerIdentity server,
            long oid,
            String database,
            @Nullable Instant expiresAt,
            List<String> clients) {
        this(role, server, oid, database, expiresAt, clients, "");
    }

    /// The same for another database of the same server.
    public Marker with(Role changed, long ofOid, String ofDatabase) {
        return new Marker(changed, server, ofOid, ofDatabase, expiresAt, clients, snapshot);
    }

    /// The same for a database that was filled with a snapshot.
    public Marker holding(String filledWith) {
        return new Marker(role, server, oid, database, expiresAt, clients, filledWith);
    }

    /// Whether it was written for this database as it is today; says nothing of its time.
    boolean isFor(ServerIdentity today, long ofOid, String ofDatabase) {
        return server.equals(today) && oid == ofOid && database.equals(ofDatabase);
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /// The line in the comment.
    String line() {
        Map<String, String> words = new TreeMap<>(Map.of(
                "role", role.name().toLowerCase(Locale.ROOT),
                "server", server.systemIdentifier(),
                "timeline", Integer.toString(server.timeline()),
                "endpoint", server.endpoint(),
                "oid", Long.toString(oid),
                "database", encoded(database)));
        if (expiresAt != null) {
            words.put("until", expiresAt.toString());
        }
        if (!clients.isEmpty()) {
            words.put("clients", clients.stream().map(Marker::encoded).collect(Collectors.joining(",")));
        }
        if (!snapshot.isEmpty()) {
            words.put("snapshot", encoded(snapshot));
        }
        return START
                + words.entrySet().stream()
                        .map(word -> word.getKey() + "=" + word.getValue())
                        .collect(Collectors.joining(" "));
    }

    /// The comment of a database with a marker in place of the one it may have, null for none.
    static String comment(@Nullable String comment, @Nullable Marker marker) {
        String own = withoutMarker(comment);
        if (marker == null) {
            return own;
        }
        return own.isEmpty() ? marker.line() : own + "\n" + marker.line();
    }

    /// What somebody else wrote of the comment.
    static String withoutMarker(@Nullable String comment) {
        if (comment == null) {
            return "";
        }
        int last = comment.lastIndexOf('\n') + 1;
        return comment.startsWith(START, last) ? comment.substring(0, Math.max(0, last - 1)) : comment;
    }

    /// The marker in a comment; empty when there is none or it is not as Nightmask writes it.
    static Optional<Marker> in(@Nullable String comment) {
        if (comment == null) {
            return Optional.empty();
        }
        String line = comment.substring(comment.lastIndexOf('\n') + 1);
        if (!line.startsWith(START)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(line.substring(START.length())))
                    .filter(marker -> marker.line().equals(line));
        } catch (IllegalArgumentException | IllegalStateException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Marker parse(String text) {
        Map<String, String> words = Arrays.stream(text.split(" "))
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length == 2 ? pair[1] : ""));
        ServerIdentity server = new ServerIdentity(
                word(words, "server"), Integer.parseInt(word(words, "timeline")), word(words, "endpoint"));
        String until = words.getOrDefault("until", "");
        String clients = words.getOrDefault("clients", "");
        return new Marker(
                Role.valueOf(word(words, "role").toUpperCase(Locale.ROOT)),
                server,
                Long.parseLong(word(words, "oid")),
                decoded(word(words, "database")),
                until.isEmpty() ? null : Instant.parse(until),
                clients.isEmpty()
                        ? List.of()
                        : Arrays.stream(clients.split(",")).map(Marker::decoded).toList(),
                decoded(words.getOrDefault("snapshot", "")));
    }

    private static String word(Map<String, String> words, String key) {
        return words.getOrDefault(key, "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
