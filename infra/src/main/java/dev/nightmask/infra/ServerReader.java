package dev.nightmask.infra;

import dev.nightmask.infra.Configuration.Login;
import dev.nightmask.infra.Configuration.Password;
import dev.nightmask.infra.Configuration.RdsUser;
import dev.nightmask.infra.Configuration.Server;
import dev.nightmask.infra.Configuration.Token;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what the configuration says of one PostgreSQL server: where it is and how a role gets in.
final class ServerReader {
    private static final Server UNKNOWN = new Server("", "", "", 0, "");

    private ServerReader() {}

    /// A server with its URI and security group; what is between them is the caller's to ask and to end.
    static Server server(Section section) {
        String group = section.text("security-group", Shape.SECURITY_GROUP);
        String uri = section.text("uri", Shape.DATABASE_URI);
        return uri.isEmpty() ? UNKNOWN : parsed(section, uri, group);
    }

    /// How to log in at servers: by the secret of `owner`, or else by a token for the resources of each.
    static Login login(Section owner, List<Section> servers, List<Server> read) {
        Optional<String> secret = owner.optionalText("secret", Shape.SECRET);
        if (secret.isPresent()) {
            servers.stream().filter(it -> it.has("resource")).forEach(it -> {
                it.optionalText("resource", Shape.RDS_RESOURCE);
                it.complain("resource", "either this, or a secret with the password");
            });
            return new Password(secret.get());
        }
        List<RdsUser> users = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            users.addAll(user(servers.get(i), read.get(i)));
        }
        return new Token(users);
    }

    private static List<RdsUser> user(Section section, Server server) {
        Optional<String> resource = section.optionalText("resource", Shape.RDS_RESOURCE);
        if (resource.isEmpty()) {
            section.lacks("resource", "of the instance or cluster, for tokens of RDS; or `secret` with a password");
        }
        if (server.user().isEmpty() && !server.equals(UNKNOWN)) {
            section.complain("uri", "with the user that a token is made for: postgresql://USER@...");
        }
        return resource.map(it -> new RdsUser(it, server.user())).stream().toList();
    }

    private static Server parsed(Section section, String text, String group) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException invalid) {
            section.complain("uri", Shape.DATABASE_URI.hint());
            return UNKNOWN;
        }
        String user = Optional.ofNullable(uri.getUserInfo()).orElse("");
        String host = Optional.ofNullable(uri.getHost()).orElse("");
        objection(uri, user, host).ifPresent(hint -> section.complain("uri", hint));
        return new Server(text, user, host, uri.getPort() < 0 ? 5432 : uri.getPort(), group);
    }

    private static Optional<String> objection(URI uri, String user, String host) {
        if (user.contains(":") || query(uri).anyMatch(it -> it.startsWith("password="))) {
            return Optional.of("without the password: a token of RDS or a secret takes its place; change this one");
        }
        boolean postgresql = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        if (!postgresql || host.isEmpty() || uri.getPath().length() < 2) {
            return Optional.of(Shape.DATABASE_URI.hint());
        }
        return query(uri).anyMatch("sslmode=verify-full"::equals)
                ? Optional.empty()
                : Optional.of("with ?sslmode=verify-full, so that the server proves who it is");
    }

    private static Stream<String> query(URI uri) {
        return Stream.of(Optional.ofNullable(uri.getQuery()).orElse("").split("&"));
    }
}
