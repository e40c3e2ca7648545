package dev.nightmask.snapshot.catalog;

import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// How to reach a database: a libpq connection URI with psql's environment around it, understood alike by our
/// own sessions and by the PostgreSQL client programs we start. Immutable; never shows the password.
public final class ConnectionSettings {
    /// What a client program needs of our own environment. Nothing else reaches it: no key, no credentials.
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "KRB5CCNAME", "KRB5_CONFIG");

    private final Map<Parameter, String> values;
    private final Password given;
    private final @Nullable PasswordSource source;
    private final List<Host> hosts;
    private final Map<String, String> inherited;
    private final String pin;

    /// @param source asked for each connection unless a password is given; null when there is a password file only
    /// @param pin where child programs connect to instead of looking the host up; empty when they look it up
    private ConnectionSettings(
            Map<Parameter, String> values,
            Password given,
            @Nullable PasswordSource source,
            List<Host> hosts,
            Map<String, String> inherited,
            String pin) {
        this.values = values;
        this.given = given;
        this.source = source;
        this.hosts = hosts;
        this.inherited = inherited;
        this.pin = pin;
    }

    /// Reads a connection URI, and what it leaves open from the service file and the environment.
    ///
    /// @param uri `postgresql://` or `postgres://`
    /// @param environment as in [System#getenv()]
    /// @throws NightmaskException CONNECTION_SETTING naming the parameter that is unknown or malformed
    public static ConnectionSettings of(String uri, Map<String, String> environment) {
        Map<Parameter, String> values = SettingsReader.read(uri, environment);
        SessionAttributes.parse(value(values, Parameter.TARGET_SESSION_ATTRS));
        Password given = new Password(value(values, Parameter.PASSWORD));
        values.remove(Parameter.PASSWORD);
        Map<String, String> inherited = new TreeMap<>(environment);
        inherited.keySet().retainAll(INHERITED);
        return new ConnectionSettings(values, given, null, Host.listed(values), inherited, "");
    }

    /// Whether a text is a connection URI that names a password, in whichever of its spellings, be the rest of it
    /// right or wrong.
    public static boolean holdsPassword(String text) {
        return ConnectionUri.holdsPassword(text);
    }

    /// The same server, user and parameters, another database.
    public ConnectionSettings withDatabase(String name) {
        Map<Parameter, String> changed = new EnumMap<>(values);
        changed.put(Parameter.DBNAME, name);
        return new ConnectionSettings(changed, given, source, hosts, inherited, pin);
    }

    /// The same, with a password made for each connection that is opened from here or from a child program.
    public ConnectionSettings withPasswords(PasswordSource passwords) {
        return new ConnectionSettings(values, Password.NONE, passwords, hosts, inherited, pin);
    }

    public String database() {
        return value(values, Parameter.DBNAME);
    }

    public String user() {
        return value(values, Parameter.USER);
    }

    /// The database for a message; of a host list, the first.
    public Place.Database place() {
        return place(hosts.getFirst());
    }

    /// Opens a session on the first host of the list that answers and is what `target_session_attrs` asks for.
    public Connection open(Side side) {
        return choose(side).connection();
    }

    /// The same, with settings that hold whatever follows to the host, and child programs to the address, that it led
    /// to. The name stays what certificates are compared with.
    public Reached reach(Side side) {
        Choice choice = choose(side);
        Socket socket = choice.socket();
        return new Reached(
                choice.connection(),
                only(choice.host(), Reached.address(socket)),
                Reached.localPort(socket),
                Reached.peer(socket));
    }

    private ConnectionSettings only(Host host, String address) {
        return new ConnectionSettings(values, given, source, List.of(host), inherited, address);
    }

    /// The settings with that one host alone, so that further sessions and child programs reach the same server.
    public ConnectionSettings settled(Side side) {
        if (hosts.size() == 1) {
            return this;
        }
        Choice choice = choose(side);
        try {
            choice.connection().close();
            return only(choice.host(), pin);
        } catch (SQLException e) {
            throw ServerFailures.atConnect(side, e, place(choice.host()));
        }
    }

    /// What a client program needs to reach the same database; closed when the program has ended.
    public ChildLogin childLogin() {
        return ChildLogin.open(childEnvironment(), password(hosts.getFirst()));
    }

    /// The environment of a client program but for its password. Its messages are in English.
    Map<String, String> childEnvironment() {
        Map<String, String> child = new TreeMap<>(inherited);
        values.forEach((parameter, value) -> {
            if (parameter.isForChild()) {
                child.put(parameter.variable(), value);
            }
        });
        Host host = hosts.getFirst();
        child.put("PGHOST", host.name());
        child.put("PGPORT", Integer.toString(host.port()));
        String address = host.address().isEmpty() ? pin : host.address();
        if (address.isEmpty()) {
            child.remove("PGHOSTADDR");
        } else {
            child.put("PGHOSTADDR", address);
        }
        child.put("LC_ALL", "C");
        return child;
    }

    /// The words of a client program's command line that go with [#childLogin()]. No password.
    public List<String> clientArguments() {
        String quoted = database().replace("\\", "\\\\").replace("'", "\\'");
        return List.of("--no-password", "--dbname=dbname='" + quoted + "'");
    }

    @Override
    public String toString() {
        return place().describe();
    }

    private Choice choose(Side side) {
        SessionAttributes attributes = SessionAttributes.parse(value(values, Parameter.TARGET_SESSION_ATTRS));
        NightmaskException first = null;
        for (SessionAttributes wanted : attributes.rounds()) {
            for (Host host : hosts) {
                try {
                    Choice choice = connect(host, side);
                    if (accepts(wanted, choice.connection(), side, host)) {
                        return choice;
                    }
                } catch (NightmaskException e) {
                    if (e.failure() != side.atConnect("")) {
                        throw e;
                    }
                    first = first == null ? e : first;
                }
            }
        }
        throw first == null ? new NightmaskException(side.atConnect(""), place()) : first;
    }

    private boolean accepts(SessionAttributes wanted, Connection connection, Side side, Host host) {
        try {
            boolean accepted = wanted.acceptedBy(connection);
            if (!accepted) {
                connection.close();
            }
            return accepted;
        } catch (SQLException e) {
            throw ServerFailures.atConnect(side, e, place(host));
        }
    }

    private Choice connect(Host host, Side side) {
        Properties properties = DriverProperties.of(values, host, password(host), side.silence());
        try (OwnSockets.Expected expected = OwnSockets.Expected.next()) {
            expected.noteIn(properties, host.isSocket() ? host.socketFile() : null);
            Connection connection = Objects.requireNonNull(new Driver().connect("jdbc:postgresql://", properties));
            return new Choice(host, connection, expected.socket().orElseThrow());
        } catch (SQLException e) {
            throw ServerFailures.atConnect(side, e, place(host));
        }
    }

    private Password password(Host host) {
        if (!given.isNone()) {
            return given;
        }
        return source == null
                ? PasswordFile.lookUp(Path.of(value(values, Parameter.PASSFILE)), host, database(), user())
                : new Password(source.passwordFor(host.name(), host.port(), user()));
    }

    private Place.Database place(Host host) {
        return new Place.Database(host.name(), host.port(), database());
    }

    private static String value(Map<Parameter, String> values, Parameter parameter) {
        return values.getOrDefault(parameter, "");
    }

    private record Choice(Host host, Connection connection, Socket socket) {}
}
