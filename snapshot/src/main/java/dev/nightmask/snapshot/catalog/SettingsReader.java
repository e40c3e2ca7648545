package dev.nightmask.snapshot.catalog;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the parameters of a connection together in libpq's order: the URI, then the service file, then the
/// environment, then the defaults.
final class SettingsReader {
    /// Restrictions that the driver can't keep: refused rather than dropped in silence.
    private static final List<String> REFUSED = List.of("PGSSLCRL", "PGSSLCRLDIR", "PGREQUIREPEER");

    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private SettingsReader() {}

    static Map<Parameter, String> read(String uri, Map<String, String> environment) {
        Map<Parameter, String> values = new EnumMap<>(Parameter.class);
        values.putAll(ConnectionUri.parse(uri));
        String service = values.getOrDefault(Parameter.SERVICE, environment.getOrDefault("PGSERVICE", ""));
        if (!service.isEmpty()) {
            ServiceFile.service(service, environment).forEach(values::putIfAbsent);
        }
        addEnvironment(values, environment);
        values.putIfAbsent(Parameter.USER, System.getProperty("user.name"));
        values.putIfAbsent(Parameter.DBNAME, values.get(Parameter.USER));
        values.putIfAbsent(Parameter.APPLICATION_NAME, "nightmask");
        values.putIfAbsent(Parameter.CONNECT_TIMEOUT, "15");
        values.putIfAbsent(Parameter.TARGET_SESSION_ATTRS, "any");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        values.putIfAbsent(Parameter.PASSFILE, Path.of(home, ".pgpass").toString());
        check(values);
        return values;
    }

    private static void addEnvironment(Map<Parameter, String> values, Map<String, String> environment) {
        for (String variable : REFUSED) {
            if (!environment.getOrDefault(variable, "").isEmpty()) {
                throw Parameter.notUnderstood(variable);
            }
        }
        for (Parameter parameter : Parameter.values()) {
            String value = environment.getOrDefault(parameter.variable(), "");
            if (!value.isEmpty()) {
                values.putIfAbsent(parameter, value);
            }
        }
    }

    private static void check(Map<Parameter, String> values) {
        if (!values.getOrDefault(Parameter.CONNECT_TIMEOUT, "").strip().matches("-?\\d{1,6}")) {
            throw Parameter.notUnderstood(Parameter.CONNECT_TIMEOUT.key());
        }
        if (!SSL_MODES.contains(values.getOrDefault(Parameter.SSLMODE, "prefer"))) {
            throw Parameter.notUnderstood(Parameter.SSLMODE.key());
        }
        for (Parameter parameter : Parameter.values()) {
            if (values.getOrDefault(parameter, "").indexOf(0) >= 0) {
                throw Parameter.notUnderstood(parameter.key());
            }
        }
    }
}
