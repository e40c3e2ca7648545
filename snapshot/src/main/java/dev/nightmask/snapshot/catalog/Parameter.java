package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.util.Arrays;
import java.util.Optional;

/// The connection parameters of libpq that Nightmask honours (PostgreSQL manual, "Parameter Key Words"), with
/// the variable of the environment and the pgjdbc property of each, empty where there is none.
enum Parameter {
    HOST("host", "PGHOST", ""),
    HOSTADDR("hostaddr", "PGHOSTADDR", ""),
    PORT("port", "PGPORT", ""),
    DBNAME("dbname", "PGDATABASE", ""),
    USER("user", "PGUSER", "user"),
    PASSWORD("password", "PGPASSWORD", ""),
    PASSFILE("passfile", "PGPASSFILE", ""),
    SERVICE("service", "PGSERVICE", ""),
    TARGET_SESSION_ATTRS("target_session_attrs", "PGTARGETSESSIONATTRS", ""),
    CONNECT_TIMEOUT("connect_timeout", "PGCONNECT_TIMEOUT", "connectTimeout"),
    APPLICATION_NAME("application_name", "PGAPPNAME", "ApplicationName"),
    OPTIONS("options", "PGOPTIONS", "options"),
    SSLMODE("sslmode", "PGSSLMODE", "sslmode"),
    SSLNEGOTIATION("sslnegotiation", "PGSSLNEGOTIATION", "sslNegotiation"),
    SSLROOTCERT("sslrootcert", "PGSSLROOTCERT", "sslrootcert"),
    SSLCERT("sslcert", "PGSSLCERT", "sslcert"),
    SSLKEY("sslkey", "PGSSLKEY", "sslkey"),
    GSSENCMODE("gssencmode", "PGGSSENCMODE", "gssEncMode"),
    KRBSRVNAME("krbsrvname", "PGKRBSRVNAME", "kerberosServerName"),
    CHANNEL_BINDING("channel_binding", "PGCHANNELBINDING", "channelBinding"),
    REQUIRE_AUTH("require_auth", "PGREQUIREAUTH", "requireAuth"),

    /// Accepted without effect: sessions speak UTF-8, and TCP keepalive is always on.
    CLIENT_ENCODING("client_encoding", "", ""),
    FALLBACK_APPLICATION_NAME("fallback_application_name", "", ""),
    KEEPALIVES("keepalives", "", ""),
    KEEPALIVES_IDLE("keepalives_idle", "", ""),
    KEEPALIVES_INTERVAL("keepalives_interval", "", ""),
    KEEPALIVES_COUNT("keepalives_count", "", ""),
    TCP_USER_TIMEOUT("tcp_user_timeout", "", "");

    private final String key;
    private final String variable;
    private final String property;

    Parameter(String key, String variable, String property) {
        this.key = key;
        this.variable = variable;
        this.property = property;
    }

    String key() {
        return key;
    }

    String variable() {
        return variable;
    }

    String property() {
        return property;
    }

    /// Whether a client program started for us needs it, in its environment.
    boolean isForChild() {
        return !variable.isEmpty() && this != SERVICE && this != PASSFILE && this != TARGET_SESSION_ATTRS;
    }

    static Optional<Parameter> named(String key) {
        return Arrays.stream(values()).filter(p -> p.key.equals(key)).findFirst();
    }

    /// @param name of the parameter or of its variable; never a value
    static NightmaskException notUnderstood(String name) {
        return new NightmaskException(Failure.CONNECTION_SETTING, new Place.Setting(name));
    }
}
