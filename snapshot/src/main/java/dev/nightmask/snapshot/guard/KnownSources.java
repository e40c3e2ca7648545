package dev.nightmask.snapshot.guard;

import java.util.Set;
import java.util.TreeSet;

/// The servers that snapshots were ever taken from, as far as this machine, the archive and its store know.
///
/// @param systemIdentifiers as in pg_control_system(), decimal
public record KnownSources(Set<String> systemIdentifiers) {
    public KnownSources {
        systemIdentifiers = Set.copyOf(systemIdentifiers);
    }

    public KnownSources and(Set<String> more) {
        Set<String> all = new TreeSet<>(systemIdentifiers);
        all.addAll(more);
        return new KnownSources(all);
    }

    boolean include(ServerIdentity server) {
        return systemIdentifiers.contains(server.systemIdentifier());
    }
}
