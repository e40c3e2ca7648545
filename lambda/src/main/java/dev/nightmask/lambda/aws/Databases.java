package dev.nightmask.lambda.aws;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.lambda.settings.Settings;
import dev.nightmask.snapshot.aws.AwsCalls;
import dev.nightmask.snapshot.catalog.ConnectionSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// How a function logs in to a database: by a secret that RDS or a person keeps, else by a token of RDS.
///
/// @param secret the ARN of a secret with the fields `username` and `password`
public record Databases(Optional<String> secret) {
    private static final String SECRET = "NIGHTMASK_DATABASE_SECRET";

    public static Supplier<Databases> in(Settings settings) {
        Supplier<Optional<String>> secret = settings.optional(SECRET, Function.<String>identity());
        return () -> new Databases(secret.get());
    }

    /// Reads a connection URI: everybody who may see a function's environment would see a password in it.
    ///
    /// @throws NightmaskException PASSWORD_IN_ARGUMENT
    public static String withoutPassword(String uri) {
        if (ConnectionSettings.holdsPassword(uri)) {
            throw new NightmaskException(Failure.PASSWORD_IN_ARGUMENT, new Place.Nowhere());
        }
        return uri;
    }

    /// What reaches a database. The secret is read now; a token is made for each connection.
    ///
    /// @param uri a connection URI without a password; without a user too, where the secret names one
    /// @param environment of the function, for what the URI leaves open
    public ConnectionSettings connect(String uri, AwsCalls aws, Map<String, String> environment) {
        if (secret.isEmpty()) {
            return ConnectionSettings.of(uri, environment).withPasswords(aws::databaseToken);
        }
        Secret json = new Secrets(aws).read(secret.get(), SECRET);
        Map<String, String> login = new HashMap<>(environment);
        login.put("PGUSER", Secrets.field(json, "username", SECRET).reveal());
        login.put("PGPASSWORD", Secrets.field(json, "password", SECRET).reveal());
        return ConnectionSettings.of(uri, login);
    }
}
