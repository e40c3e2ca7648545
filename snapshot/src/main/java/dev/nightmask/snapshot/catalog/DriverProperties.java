package dev.nightmask.snapshot.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.postgresql.PGProperty;

/// Says to pgjdbc what libpq's parameters say.
final class DriverProperties {
    private static final String SYSTEM_TRUST = "org.postgresql.ssl.DefaultJavaSSLFactory";

    private static final int CANCEL_SECONDS = 1;

    private DriverProperties() {}

    /// @param silence as long as a server may say nothing while we wait for its answer
    static Properties of(Map<Parameter, String> values, Host host, Password password, Duration silence) {
        Properties properties = new Properties();
        values.forEach((parameter, value) -> {
            if (!parameter.property().isEmpty()) {
                properties.setProperty(parameter.property(), value);
            }
        });
        PGProperty.PG_DBNAME.set(properties, values.get(Parameter.DBNAME));
        PGProperty.PG_PORT.set(properties, host.port());
        if (!password.isNone()) {
            PGProperty.PASSWORD.set(properties, password.reveal());
        }
        int timeout = timeoutSeconds(values);
        PGProperty.CONNECT_TIMEOUT.set(properties, timeout);
        PGProperty.LOGIN_TIMEOUT.set(properties, timeout);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, CANCEL_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, Math.toIntExact(silence.toSeconds()));
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        if (host.isSocket()) {
            overSocket(properties);
        } else {
            overTcp(properties, values, host);
        }
        return properties;
    }

    /// libpq: zero or less waits for ever, and one second counts as two.
    private static int timeoutSeconds(Map<Parameter, String> values) {
        int seconds = Integer.parseInt(
                values.getOrDefault(Parameter.CONNECT_TIMEOUT, "0").strip());
        return seconds <= 0 ? 0 : Math.max(2, seconds);
    }

    private static void overSocket(Properties properties) {
        PGProperty.PG_HOST.set(properties, "localhost");
        PGProperty.SSL_MODE.set(properties, "disable");
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
    }

    private static void overTcp(Properties properties, Map<Parameter, String> values, Host host) {
        PGProperty.PG_HOST.set(properties, host.dialled());
        String rootCertificate = values.getOrDefault(Parameter.SSLROOTCERT, "");
        String mode = values.getOrDefault(Parameter.SSLMODE, "prefer");
        if (rootCertificate.equals("system")) {
            properties.remove(PGProperty.SSL_ROOT_CERT.getName());
            PGProperty.SSL_FACTORY.set(properties, SYSTEM_TRUST);
            mode = "verify-full";
        } else if (mode.equals("require") && Files.exists(rootCertificateFile(rootCertificate))) {
            mode = "verify-ca";
        }
        if (mode.equals("verify-full") && !host.dialled().equals(host.name())) {
            throw Parameter.notUnderstood(Parameter.HOSTADDR.key());
        }
        PGProperty.SSL_MODE.set(properties, mode);
    }

    private static Path rootCertificateFile(String named) {
        return named.isEmpty() ? Path.of(System.getProperty("user.home"), ".postgresql", "root.crt") : Path.of(named);
    }
}
