package dev.nightmask.snapshot.guard;

import dev.nightmask.snapshot.archive.SourceIdentity;
import dev.nightmask.snapshot.publish.Manifest;
import dev.nightmask.snapshot.publish.Snapshots;
import dev.nightmask.snapshot.publish.SourceNote;
import dev.nightmask.snapshot.publish.SourceNote.Meeting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The servers that snapshots were ever taken from, as far as this machine, the archive and its store know.
///
/// The system identifier alone decides. A database of the same server is refused too, and so is every physical copy
/// of it: whoever may write to one database of a server may fill its disk, take its last connection and end its
/// sessions, and a copy can't be told from the original with certainty, since all that it says of itself was copied
/// along. What else is known of a server only makes the refusal clearer.
///
/// @param servers by system identifier, with where each was met as a source
public record KnownSources(Map<String, List<Meeting>> servers) {
    public KnownSources {
        Map<String, List<Meeting>> copied = new TreeMap<>();
        servers.forEach((identifier, meetings) -> copied.put(identifier, List.copyOf(meetings)));
        servers = Map.copyOf(copied);
    }

    public static KnownSources none() {
        return new KnownSources(Map.of());
    }

    public static KnownSources named(Collection<String> systemIdentifiers) {
        return of(systemIdentifiers.stream().map(SourceNote::of).toList());
    }

    public static KnownSources of(Collection<SourceNote> notes) {
        Map<String, List<Meeting>> servers = new TreeMap<>();
        notes.forEach(note -> servers.computeIfAbsent(note.systemIdentifier(), unused -> new ArrayList<>())
                .addAll(note.meetings()));
        return new KnownSources(servers);
    }

    /// Those that a store knows: the ones it has noted, and all that any of its manifests names.
    public static KnownSources in(Snapshots snapshots) {
        return of(snapshots.sources().all()).and(namedBy(snapshots.list()));
    }

    /// Those that manifests name.
    public static KnownSources namedBy(Collection<Manifest> manifests) {
        return named(manifests.stream()
                .flatMap(manifest -> manifest.seal().sources().stream())
                .map(SourceIdentity::systemIdentifier)
                .toList());
    }

    public KnownSources and(KnownSources more) {
        List<SourceNote> all = new ArrayList<>(notes());
        all.addAll(more.notes());
        return of(all);
    }

    /// One for each server.
    public List<SourceNote> notes() {
        return servers.entrySet().stream()
                .map(server -> new SourceNote(SourceNote.FORMAT, server.getKey(), server.getValue()))
                .toList();
    }

    boolean include(ServerIdentity server) {
        return servers.containsKey(server.systemIdentifier());
    }

    /// Whether there is evidence that a server that is included is a copy of the source and not the source itself: it
    /// takes writes, and it answers where no primary of this identifier was ever met. Addresses and loopbacks can't be
    /// compared with each other: a tunnel makes one look like the other.
    boolean showCopy(ServerIdentity server, boolean inRecovery) {
        List<Meeting> primaries = servers.getOrDefault(server.systemIdentifier(), List.of()).stream()
                .filter(meeting -> !meeting.standby())
                .toList();
        boolean comparable = primaries.stream().anyMatch(meeting -> isLocal(meeting) == server.isLocal());
        boolean metHere =
                primaries.stream().anyMatch(meeting -> meeting.endpoint().equals(server.endpoint()));
        return !inRecovery && comparable && !metHere;
    }

    private static boolean isLocal(Meeting meeting) {
        return ServerIdentity.isLocal(meeting.endpoint());
    }
}
