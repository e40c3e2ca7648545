package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.NightmaskException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes a connection URI apart as libpq does (`fe-connect.c`, conninfo_uri_parse_options):
/// `postgresql://user:password@host:port,host:port/dbname?key=value&key=value`.
final class ConnectionUri {
    private static final List<String> SCHEMES = List.of("postgresql://", "postgres://");

    private final Map<Parameter, String> values = new EnumMap<>(Parameter.class);

    private ConnectionUri() {}

    /// The parameters that the URI names; a host list stays one value with commas, as in libpq.
    static Map<Parameter, String> parse(String uri) {
        ConnectionUri parsed = new ConnectionUri();
        parsed.readAll(behindScheme(uri).orElseThrow(() -> Parameter.notUnderstood("connection URI")));
        return parsed.values;
    }

    /// Whether a password is named, be the rest right or wrong. In doubt it is: what stands before a stray `@` may
    /// be one with a bare `/` in it.
    static boolean holdsPassword(String text) {
        return behindScheme(text).filter(ConnectionUri::namesPassword).isPresent();
    }

    private static boolean namesPassword(String rest) {
        int query = firstOf(rest, 0, "?");
        int at = Math.max(rest.substring(0, firstOf(rest, 0, "/")).indexOf('@'), rest.lastIndexOf('@', query));
        int colon = rest.indexOf(':');
        return (colon >= 0 && colon + 1 < at)
                || Arrays.stream(rest.substring(query).split("[?&]")).anyMatch(ConnectionUri::isPassword);
    }

    private static boolean isPassword(String pair) {
        int equals = pair.indexOf('=');
        try {
            return equals > 0
                    && equals + 1 < pair.length()
                    && decode(pair.substring(0, equals), "").equals("password");
        } catch (NightmaskException e) {
            return false; // A name that cannot be read is not this one.
        }
    }

    private static Optional<String> behindScheme(String uri) {
        return SCHEMES.stream().filter(uri::startsWith).findFirst().map(scheme -> uri.substring(scheme.length()));
    }

    private void readAll(String text) {
        String rest = text;
        int slash = rest.indexOf('/');
        int at = rest.indexOf('@');
        if (at >= 0 && (slash < 0 || at < slash)) {
            readCredentials(rest.substring(0, at));
            rest = rest.substring(at + 1);
        }
        refuseStrayAt(rest);
        int end = firstOf(rest, 0, "/?");
        readHosts(rest.substring(0, end));
        rest = rest.substring(end);
        int query = firstOf(rest, 0, "?");
        if (query > 1) {
            put(Parameter.DBNAME, decode(rest.substring(1, query), "dbname"));
        }
        if (query + 1 < rest.length()) {
            readQuery(rest.substring(query + 1));
        }
    }

    /// A password with a bare `/` or `@` in it would end up in the host or the database name, and those are
    /// shown in messages.
    private static void refuseStrayAt(String rest) {
        if (rest.substring(0, firstOf(rest, 0, "?")).indexOf('@') >= 0) {
            throw Parameter.notUnderstood("connection URI (write / and @ as %2F and %40)");
        }
    }

    private void readCredentials(String text) {
        int colon = firstOf(text, 0, ":");
        put(Parameter.USER, decode(text.substring(0, colon), "user"));
        if (colon < text.length()) {
            put(Parameter.PASSWORD, decode(text.substring(colon + 1), "password"));
        }
    }

    private void readHosts(String text) {
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (int at = 0; at <= text.length(); ) {
            boolean literal = text.startsWith("[", at);
            int end = literal ? text.indexOf(']', at) : firstOf(text, at, ":,");
            if (end < 0) {
                throw Parameter.notUnderstood("host");
            }
            hosts.add(decode(text.substring(literal ? at + 1 : at, end), "host"));
            int afterHost = literal ? end + 1 : end;
            int comma = firstOf(text, afterHost, ",");
            if (afterHost < comma && text.charAt(afterHost) != ':') {
                throw Parameter.notUnderstood("host");
            }
            ports.add(afterHost < comma ? decode(text.substring(afterHost + 1, comma), "port") : "");
            at = comma + 1;
        }
        putList(Parameter.HOST, hosts);
        putList(Parameter.PORT, ports);
    }

    private void readQuery(String text) {
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = decode(equals < 0 ? pair : pair.substring(0, equals), "connection URI");
            if (!key.matches("[a-z_]{1,40}")) {
                throw Parameter.notUnderstood("connection URI");
            }
            if (equals < 0 || pair.indexOf('=', equals + 1) >= 0) {
                throw Parameter.notUnderstood(key);
            }
            String value = decode(pair.substring(equals + 1), key);
            if (key.equals("ssl") && value.equals("true")) {
                values.put(Parameter.SSLMODE, "require");
            } else {
                values.put(Parameter.named(key).orElseThrow(() -> Parameter.notUnderstood(key)), value);
            }
        }
    }

    private void put(Parameter parameter, String value) {
        if (!value.isEmpty()) {
            values.put(parameter, value);
        }
    }

    private void putList(Parameter parameter, List<String> list) {
        if (list.stream().anyMatch(value -> !value.isEmpty())) {
            values.put(parameter, String.join(",", list));
        }
    }

    private static int firstOf(String text, int from, String stops) {
        for (int i = from; i < text.length(); i++) {
            if (stops.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static String decode(String text, String what) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.write(in[i]);
                continue;
            }
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (high < 0 || low < 0 || high + low == 0) {
                throw Parameter.notUnderstood(what);
            }
            out.write(high << 4 | low);
            i += 2;
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
