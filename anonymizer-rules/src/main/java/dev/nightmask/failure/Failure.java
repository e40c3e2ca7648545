package dev.nightmask.failure;

/// Every way in which Nightmask fails: the exit status a script sees, the problem and the remedy a person
/// reads. `docs/errors.md` is generated from this list.
///
/// Exit statuses are a contract and never reused: 10-19 keys and settings, 20-38 rules, 39 this machine, 40-59 the
/// source database, 60-69 the archive, 70-89 the store and links, 90-109 the restore, 110-111 rules again, 112-119
/// and 243-254 services of AWS and who may use them, 200-219 the guard, 220-239 preflight and checks, 240-242 the
/// restore again, 120-125 the deployment. A shell gives 126 to 192 a meaning of its own.
public enum Failure {
    USAGE(2, "the command line is not understood", "see `nightmask --help`"),
    INTERNAL(3, "a defect in Nightmask", "report it with the command and the line numbers shown"),

    KEY_MISSING(
            10, "no pseudonymization key", "set NIGHTMASK_KEY or pass --key-file; `openssl rand -hex 32` makes one"),
    KEY_UNUSABLE(
            11,
            "the pseudonymization key is not 32 bytes",
            "give 64 hex digits or the base64 of 32 bytes; `openssl rand -hex 32` makes one"),
    PASSWORD_IN_ARGUMENT(
            12,
            "a password stands on the command line, where every user of this machine can read it",
            "leave it out of the URI, change it, and give it by PGPASSWORD, PGPASSFILE or ~/.pgpass"),
    KEY_FILE_OPEN(13, "other users of this machine can read the key file", "`chmod 600` it, and make a new key"),
    INTERRUPTED(16, "the run was stopped", "run again; nothing was published"),
    KEY_FILE_UNREADABLE(17, "the key file cannot be read", "check the path and its permissions"),
    OUT_OF_MEMORY(14, "the memory does not suffice", "give more: NIGHTMASK_JAVA_OPTS=-Xmx4g"),
    COMPRESSION_UNKNOWN(
            15, "no compression has this name", "use zlib:1 to :9, zstd:1 to :19, lz4 or none; NIGHTMASK_DEFLATE=jdk"),
    COMPRESSION_UNAVAILABLE(
            18,
            "the library of this compression cannot be loaded here",
            "use zlib, or let NIGHTMASK_JAVA_OPTS=-Djava.io.tmpdir=DIR name a directory that may hold programs"),

    RULES_UNREADABLE(20, "the rule file cannot be read", "check the path and its permissions"),
    RULES_SYNTAX(21, "the rule file is not valid YAML", "mend the file at the place shown"),
    RULES_DUPLICATE_KEY(22, "a key stands twice", "keep one of the two"),
    RULES_UNKNOWN_KEY(23, "this key is not part of the rule language", "see docs/rules.md for the keys that are"),
    RULES_VALUE(24, "this value is not what the key takes", "see docs/rules.md for the values it takes"),
    UNKNOWN_TECHNIQUE(25, "no technique has this name", "`nightmask rules techniques` lists them"),
    RULE_MATCHES_NOTHING(26, "no table or column matches this rule", "correct the name or remove the rule"),
    RULE_TIE(27, "two rules match equally well", "make one of the two more specific"),
    UNCLASSIFIED_COLUMN(28, "no rule decides this column", "add a rule for it; the lines to paste are shown below"),
    RULE_TYPE_MISMATCH(
            29, "the technique does not fit the column's type", "see `nightmask rules techniques` for one that does"),
    RULE_NOT_NULL(30, "the column is NOT NULL and the rule would make it NULL", "use replace or pseudonymize instead"),
    RULE_NOT_UNIQUE(31, "the column is unique and the technique may repeat values", "use one that keeps them distinct"),
    RULE_TOO_LONG(32, "masked values may be longer than the column takes", "use a shorter technique or constant"),
    RULE_REFERENCE(
            33, "a referenced column decides the masking, and the rule says otherwise", "remove the rule, or suppress"),
    RULE_ROWS_MISSING(
            34,
            "the column references a table whose rows are left out",
            "suppress the column, or give the referenced table rules"),
    RULE_PARTITION_KEY(35, "the column decides which partition a row belongs to", "keep it"),
    RULES_MASK_NOTHING(36, "no rule masks anything", "a snapshot that keeps every column needs --keep-everything"),
    RULE_FIELD(
            37, "a value is not of the kind its technique takes", "suppress the column, or add `otherwise: suppress`"),
    RULE_DICTIONARY(38, "the synthesize directive gives no usable values", "see docs/rules.md for directives that do"),

    SERVER_PROGRAMS_MISSING(
            39, "PostgreSQL is not installed on this machine", "install it, on Debian: `apt-get install postgresql`"),

    PG_DUMP_MISSING(
            40, "pg_dump or pg_restore is not installed", "install PostgreSQL's client tools, or put them on the PATH"),
    PG_DUMP_TOO_OLD(41, "pg_dump is older than it may be", "update the PostgreSQL client tools"),
    SOURCE_UNREACHABLE(42, "the database cannot be reached", "check host, port and network"),
    SOURCE_AUTHENTICATION(43, "the database refused the login", "check user, password and pg_hba.conf"),
    SOURCE_PERMISSION(
            44, "the role may not read this", "grant pg_read_all_data (and BYPASSRLS where row-level security is on)"),
    SOURCE_LOST(
            45,
            "the database connection ended in the middle",
            "run again, nothing was published; on a standby, turn hot_standby_feedback on"),
    SOURCE_CHANGED(46, "the table was rewritten or truncated while the run began", "run again"),
    SOURCE_LOCKED(47, "a table stayed locked by another session", "run again when the lock is released"),
    SOURCE_QUERY(48, "the database refused a statement", "look the SQLSTATE up in the PostgreSQL manual"),
    SOURCE_UNSUPPORTED(
            49, "the database cannot be read this way", "connect directly to the server, not through a pooler"),
    PG_DUMP_FAILED(
            50,
            "pg_dump ended before the table of contents was complete",
            "check the role's permissions and the server's log"),
    CONNECTION_SETTING(51, "a connection setting is not understood", "write it as psql takes it"),
    SCHEMA_ENTRY_UNKNOWN(
            52, "the schema holds an entry of a kind that is not allowed", "update Nightmask, or drop the object"),
    TEXT_ENCODING(53, "the column holds bytes that are not valid in its encoding", "suppress the column"),
    SOURCE_MISSING(54, "the database does not exist", "check the database name"),
    SOURCE_FULL(
            55,
            "the database takes no more connections",
            "lower --jobs (a run needs that many connections and two more), or raise the server's or the role's limit"),
    SOURCE_CONFLICT(
            56,
            "the standby ended the reading, since it was in the way of what the standby replays",
            "turn hot_standby_feedback on, raise max_standby_streaming_delay, or read from the primary"),
    SOURCE_LOCK_TABLE(57, "the server cannot lock so many tables", "raise max_locks_per_transaction, then restart it"),
    SOURCE_VALUE_TOO_LONG(
            58,
            "a value is longer than PostgreSQL can write or read as text",
            "suppress the column, or leave the rows of the table out"),

    ARCHIVE_UNREADABLE(60, "the archive cannot be read", "check the path"),
    ARCHIVE_FORMAT(61, "this is not an archive that Nightmask reads", "use one that this version wrote"),
    ARCHIVE_DAMAGED(62, "the archive is damaged", "pull it again"),
    ARCHIVE_TRUNCATED(63, "the archive ends too early", "pull it again"),
    ARCHIVE_COUNTS(64, "the archive's rows are not the ones its manifest counts", "pull it again"),
    ARCHIVE_UNSEALED(
            65, "the archive has no seal, so Nightmask did not write it", "use an archive that Nightmask wrote"),

    STORE_UNREACHABLE(70, "the store cannot be reached", "check endpoint, region and network"),
    STORE_MISSING(71, "the store does not exist", "create the bucket or the directory"),
    STORE_DENIED(72, "the store refused access", "check the credentials and the bucket's policy"),
    STORE_UNWRITABLE(73, "the store cannot be written", "check permissions and free space"),
    STORE_CORRUPTED(74, "the store holds something else than was sent", "run again; nothing was published"),
    SNAPSHOT_MISSING(75, "there is no such snapshot", "`nightmask list` shows the ones there are"),
    ALREADY_PUBLISHED(76, "another run published first", "use that snapshot"),
    LINK_EXPIRED(77, "the link has expired", "ask for a new one"),
    LINK_UNSUPPORTED(78, "this store cannot make links that expire", "use an s3: store, or pull from the store"),
    LINK_LIFETIME(79, "a link may live between 1 second and 3 minutes", "ask for 3m or less"),
    LINK_UNREACHABLE(80, "the link cannot be downloaded", "check the network, or ask for a new link"),
    MANIFEST_FORMAT(81, "the manifest is not one that Nightmask reads", "update Nightmask, or take a new snapshot"),
    STORE_SETTING(
            82, "the store is not understood", "write s3://bucket/prefix or file:DIR, and its endpoint as http(s) URL"),
    SNAPSHOT_ID(83, "this is not the id of a snapshot", "take it from `nightmask list`, like 20261121T020000Z-7f3a91"),
    LINK_REFUSED(85, "the link is not one that a server takes", "copy the whole link, or ask for a new one"),
    STORE_PARTS(84, "the archive has more parts than S3 takes", "leave the rows of the largest tables out"),
    STORE_BUSY(86, "the store kept answering that it is overloaded or out of order", "run again later"),
    SNAPSHOT_NAME(
            88, "this is no name for a database's snapshots", "give --name: at most 63 letters, digits, `_`, `.`, `-`"),
    SNAPSHOT_AMBIGUOUS(
            89,
            "the store holds snapshots of several databases",
            "choose one with --name; `nightmask list` shows them"),
    STORE_SILENT(87, "the store did not answer in time", "check the network and the store, then run again"),

    TARGET_IS_SOURCE(90, "the target is a server that snapshots were taken from", "restore into another server"),
    TARGET_TAKEN(
            91, "a database of this name was made during the load", "name another, or run again; nothing was changed"),
    TARGET_UNREACHABLE(92, "the target cannot be reached", "check host, port and network"),
    TARGET_AUTHENTICATION(93, "the target refused the login", "check user, password and pg_hba.conf"),
    TARGET_PERMISSION(
            94,
            "the role may not do this on the target",
            "grant CREATEDB, and for a database that is there also its ownership and pg_signal_backend"),
    RESTORE_FAILED(
            95,
            "the target could not restore this",
            "see the target server's log; extensions, collations and roles must exist there as in the source"),
    TARGET_TOO_OLD(
            96,
            "the target or its pg_restore is too old for this archive",
            "update it; an archive made with zlib asks for no newer pg_restore than its target"),
    OUTPUT_EXISTS(97, "the file exists already", "name another file, or remove this one"),
    OUTPUT_UNWRITABLE(98, "the file cannot be written", "check permissions and free space"),
    TARGET_MISSING(99, "the target database does not exist", "check the database name"),
    TARGET_CHANGED(100, "the target is not what it was at the start", "name it by an address that always leads there"),
    TARGET_UNMARKED(
            101,
            "the target database has not consented to be replaced",
            "let `nightmask target allow URI` note it there, or name a database that does not exist yet"),
    TARGET_CONSENT_VOID(
            102,
            "the consent noted on the target was given for another database, server or name",
            "if it may be replaced, note it anew: `nightmask target allow URI`"),
    TARGET_CONSENT_EXPIRED(
            103, "the target's consent to be replaced has expired", "renew it: `nightmask target allow URI`"),
    TARGET_IN_RECOVERY(
            104, "the target is a standby or is being recovered", "restore into a server that is nobody's copy"),
    TARGET_POOLED(
            105, "between here and the target stands a pooler", "connect directly to the server, not through a pooler"),
    PREVIOUS_KEPT(
            106,
            "the database of an earlier swap is still kept",
            "put it back with `nightmask restore --rollback`, or remove it with `nightmask target drop-previous`"),
    PREVIOUS_MISSING(
            107, "there is no database that a swap has kept", "`nightmask target show URI` says what there is"),
    SWAP_BLOCKED(
            108, "a session or lock on the target could not be ended", "close it, then run again; nothing was changed"),
    RESTORE_UNDER_WAY(109, "another restore into this target is under way", "wait until it is done, then run again"),
    TARGET_SHARES_IDENTITY(
            200,
            "the target has the identity of a server that snapshots were taken from: it is a physical copy of it, or"
                    + " the same server under another address",
            "restore into another server; a copy gets an identity of its own by a logical restore: pg_dump it, and load"
                    + " that into a server fresh from initdb"),
    SOURCES_UNREADABLE(
            201,
            "what this machine remembers of sources cannot be read, so no target can be told from one",
            "mend its permissions; remove a file only if you know the server by whose number it is named"),
    TARGET_REPLICATED(
            202, "other servers replicate from the target's server", "restore into a server that has no replicas"),
    TARGET_PUBLISHES(
            203,
            "logical replication slots hang on the target database",
            "drop them if nobody reads them any more (pg_drop_replication_slot), or name another database"),
    TARGET_SUBSCRIBES(204, "the target database has subscriptions", "drop or disable them, or name another database"),
    TARGET_IN_USE(
            205,
            "applications are connected to the target database",
            "stop them, or let `nightmask target allow URI --client NAME` say which ones may be connected"),
    TARGET_BUSY(
            206,
            "so many transactions a minute are committed in the target database that somebody works with it",
            "stop who does, or let `nightmask target allow URI --client NAME` say which applications may"),
    TARGET_UNCONFIRMED(
            207,
            "the consent was not confirmed with the target's own identity",
            "type what is asked for, or give it by --confirm; `nightmask target show URI` says what it is"),
    CONSENT_PERIOD(208, "a consent may last between 1 second and 366 days", "ask for 366d or less"),
    JOURNAL_UNWRITABLE(
            240, "the journal of what is done to targets cannot be written", "check permissions and free space"),
    AFTER_UNREADABLE(241, "the script to run after the load cannot be read", "check the path and its permissions"),
    AFTER_FAILED(
            242,
            "the script to run after the load failed",
            "mend it; it runs statement by statement, without psql's commands"),
    TABLES_UNMATCHED(
            246, "no table of the snapshot is called this", "write it as schema.table, with * for any characters"),

    RULE_INHERITED(110, "the parent table decides the masking, and the rule says otherwise", "write it for the parent"),

    LINK_UNKNOWN(111, "no such link was handed out", "`nightmask links` shows the ones that were"),
    SETTING_MISSING(112, "a setting is missing", "set it in the environment of the function; see docs/operations.md"),
    SETTING_VALUE(113, "this is not a value that the setting takes", "docs/operations.md says what it takes"),
    SECRET_UNUSABLE(114, "a secret does not hold what it must", "docs/operations.md says what it holds"),
    LINK_SPENT(115, "the link was used already", "ask for a new one"),
    LINK_REVOKED(116, "the link was revoked", "ask for a new one"),
    CALLER_REFUSED(117, "you may not do this here", "ask who runs Nightmask to let you"),
    RATE_LIMITED(118, "you asked for too many links", "wait an hour"),
    NIGHT_TAKEN(119, "another run has this night", "nothing is to be done, it will publish or give up"),
    DEPLOYMENT_UNREADABLE(
            120, "the configuration of the deployment cannot be read", "copy infra/nightmask.example.yaml"),
    DEPLOYMENT_SYNTAX(121, "the configuration of the deployment is not valid YAML", "mend the file at the place shown"),
    DEPLOYMENT_KEY(
            122, "the configuration has no such key here", "see infra/nightmask.example.yaml for the keys it has"),
    DEPLOYMENT_MISSING(123, "the configuration lacks a key", "add it; infra/nightmask.example.yaml says what it takes"),
    DEPLOYMENT_VALUE(124, "this is not a value that the key takes", "see infra/nightmask.example.yaml for one that is"),
    NODE_MISSING(
            125,
            "there is no Node.js 18 or newer on this machine, and the AWS CDK runs on it",
            "install it: `apt-get install nodejs` on Debian and Ubuntu"),
    TIME_SHORT(243, "the time that is left does not suffice", "let it run as a Fargate task; see docs/operations.md"),
    SERVICE_UNREACHABLE(244, "a service does not answer", "check the endpoints of the VPC, then run again"),
    SERVICE_REFUSED(245, "a service refused a request", "check the role's permissions and the setting it names"),
    REFRESH_OUTGROWN(247, "staging outgrew its function", "`nightmask restore --store` on a machine beside staging"),

    CHECK_ROWS(220, "a table does not hold the rows that the snapshot counts", "restore into a new database"),
    CHECK_FOREIGN_KEY(
            221, "rows reference what is not there, against a foreign key", "restore the newest snapshot beside it"),
    CHECK_REFERENCE(
            222, "rows reference what is not there, against `$references`", "restore the newest snapshot beside it"),
    CHECK_INDEX(223, "an index is not valid, so what it promises may not hold", "REINDEX it, or drop it"),
    CHECK_UNIQUE(224, "keys repeat under an index that must be unique", "mend the rows, then REINDEX the index"),
    CHECK_CONSTRAINT(225, "rows do not meet a check constraint", "mend them, then VALIDATE CONSTRAINT"),
    CHECK_NOT_NULL(226, "rows have NULL where none may be", "mend them, then VALIDATE CONSTRAINT"),
    CHECK_SEQUENCE(227, "rows have numbers that their sequence has yet to give", "move the sequence on with setval()"),
    CHECK_IMPOSSIBLE(228, "this could not be checked", "grant pg_read_all_data and BYPASSRLS, or run again later"),

    TARGET_EXTENSION(230, "the target's server does not have this extension", "install its package there"),
    TARGET_ROLE(231, "a policy names a role that the target does not have", "CREATE ROLE it there"),
    TARGET_COLLATION(232, "the target's server cannot make this collation", "install its locale there"),
    TARGET_SPACE(233, "the target's disk has too little room", "make room: what is there stays until the swap"),
    TARGET_CONNECTIONS(234, "the target takes too few connections", "lower --jobs, or raise its limit"),
    TARGET_LACKS(235, "the target's version does not know what the snapshot holds", "restore into a newer server");

    private final int exitStatus;
    private final String problem;
    private final String remedy;

    Failure(int exitStatus, String problem, String remedy) {
        this.exitStatus = exitStatus;
        this.problem = problem;
        this.remedy = remedy;
    }

    /// The exit status of a command that fails so.
    public int exitStatus() {
        return exitStatus;
    }

    /// Whether it is the guard that refuses a target.
    public boolean isRefusal() {
        return this == TARGET_IS_SOURCE
                || (exitStatus >= TARGET_CHANGED.exitStatus && exitStatus <= TARGET_POOLED.exitStatus)
                || (exitStatus >= TARGET_SHARES_IDENTITY.exitStatus && exitStatus <= TARGET_BUSY.exitStatus);
    }

    /// What is wrong, as a clause without a full stop.
    public String problem() {
        return problem;
    }

    /// What to do about it, as a clause without a full stop.
    public String remedy() {
        return remedy;
    }
}
