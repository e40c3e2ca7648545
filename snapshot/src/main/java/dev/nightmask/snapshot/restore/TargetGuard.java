package dev.nightmask.snapshot.restore;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import java.util.Set;

/// Decides whether a restore may write to a target, by what the server says of itself on the very connection
/// that will write: names, ports and addresses count for nothing. It only reads, and there is no way around it.
final class TargetGuard {
    /// What a user makes in a database has an oid from 16384 on (`access/transam.h`, FirstNormalObjectId).
    private static final String IS_EMPTY = """
            SELECT NOT EXISTS (SELECT FROM pg_class WHERE oid >= 16384 AND relpersistence <> 't')
            AND NOT EXISTS (SELECT FROM pg_namespace WHERE oid >= 16384 AND nspname !~ '^pg_(toast_)?temp_')
            AND NOT EXISTS (
                SELECT FROM (
                    SELECT oid FROM pg_type WHERE typrelid = 0 AND typelem = 0
                    UNION ALL SELECT oid FROM pg_proc
                    UNION ALL SELECT oid FROM pg_operator
                    UNION ALL SELECT oid FROM pg_cast
                    UNION ALL SELECT oid FROM pg_language
                    UNION ALL SELECT oid FROM pg_collation
                    UNION ALL SELECT oid FROM pg_conversion
                    UNION ALL SELECT oid FROM pg_am
                    UNION ALL SELECT oid FROM pg_ts_config
                    UNION ALL SELECT oid FROM pg_ts_dict
                    UNION ALL SELECT oid FROM pg_extension
                    UNION ALL SELECT oid FROM pg_foreign_data_wrapper
                    UNION ALL SELECT oid FROM pg_foreign_server
                    UNION ALL SELECT oid FROM pg_event_trigger
                    UNION ALL SELECT oid FROM pg_publication
                    UNION ALL SELECT oid FROM pg_largeobject_metadata) AS made
                WHERE oid >= 16384)
            """;

    private TargetGuard() {}

    /// Refuses a server that is a source of the snapshot, or a physical copy of one, and a database that holds
    /// anything at all.
    ///
    /// @param session the connection that will write, on the target database where that exists
    /// @param sources the system identifiers of the servers that must never be written to
    /// @throws NightmaskException TARGET_IS_SOURCE, TARGET_NOT_EMPTY
    static void check(Session session, Target target, Set<String> sources) {
        refuse(session.systemIdentifier(), target, sources);
        if (target.exists() && !session.one(IS_EMPTY, row -> row.getBoolean(1))) {
            throw new NightmaskException(Failure.TARGET_NOT_EMPTY, target.place());
        }
    }

    /// Refuses a source before anything else is asked of it.
    static void refuseSource(Target target, Set<String> sources) {
        refuse(target.systemIdentifier(), target, sources);
    }

    private static void refuse(String systemIdentifier, Target target, Set<String> sources) {
        if (sources.contains(systemIdentifier)) {
            throw new NightmaskException(Failure.TARGET_IS_SOURCE, target.place());
        }
    }
}
