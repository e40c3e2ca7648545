package dev.nightmask.infra;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What a team decides about its deployment; `nightmask.example.yaml` shows every key.
///
/// @param stack     the name of the stack
/// @param linksZip  the archive with the functions that run without PostgreSQL's programs
/// @param databases at least one
record Configuration(
        String stack,
        String account,
        String region,
        Network network,
        Image image,
        Path linksZip,
        List<Database> databases,
        Slack slack,
        Links links,
        Retention retention,
        Alarm alarms) {

    Configuration {
        databases = List.copyOf(databases);
    }

    /// The network that reaches the databases.
    ///
    /// @param s3PrefixList     the id of AWS's managed list of the addresses of S3 in this region
    /// @param present          the endpoints that the network has already; the others are created
    /// @param presentGroup     the security group of the endpoints that are there; present if there are any but S3's
    record Network(
            String vpc,
            List<Subnet> subnets,
            String s3PrefixList,
            List<Endpoint> present,
            Optional<String> presentGroup) {
        Network {
            subnets = List.copyOf(subnets);
            present = List.copyOf(present);
        }
    }

    /// A private subnet.
    record Subnet(String id, String zone, String routeTable) {}

    /// The image with JDK, PostgreSQL's programs and all of Nightmask, in this account's registry.
    ///
    /// @param version a tag, or a digest that begins with `sha256:`
    record Image(String repository, String version) {}

    /// A production database and what is made of it.
    ///
    /// @param name      as it stands in the store
    /// @param keySecret the secret with the pseudonymization key; empty: one is created
    /// @param rules     a directory of the image, or `s3://bucket/prefix`
    record Database(
            String name,
            Server source,
            Optional<Server> replica,
            Login login,
            Optional<String> keySecret,
            String rules,
            Schedule schedule,
            Work work,
            Optional<Staging> staging) {}

    /// A server, how it is reached.
    ///
    /// @param user  empty when the URI names none
    /// @param group the security group that it is in
    record Server(String uri, String user, String host, int port, String group) {}

    /// How a role proves who it is to PostgreSQL.
    sealed interface Login {}

    /// By a token of RDS for one of these users, made anew for each connection.
    record Token(List<RdsUser> users) implements Login {
        Token {
            users = List.copyOf(users);
        }
    }

    /// A user of an instance or cluster of RDS, which is named by its resource id.
    record RdsUser(String resource, String user) {}

    /// By the password in this secret.
    record Password(String secret) implements Login {}

    /// When it is night.
    record Schedule(LocalTime at, ZoneId zone) {}

    /// How much machine the work gets.
    ///
    /// @param jobs        sessions that read at once; empty: what the program takes by itself
    /// @param compression empty: what the program takes by itself
    /// @param memoryMib   of the functions
    /// @param taskCpu     of the Fargate task, in units of 1/1024 of a processor
    /// @param taskMib     the memory of the Fargate task
    record Work(Optional<Integer> jobs, Optional<String> compression, int memoryMib, int taskCpu, int taskMib) {}

    /// A database that each new snapshot of this one is restored into.
    record Staging(Server target, Login login) {}

    /// The workspace that may ask for links.
    ///
    /// @param secret   the secret with signing secret and bot token; empty: one is created, to be filled
    /// @param channels that may ask; none: any
    /// @param users    who may ask; none: anybody
    /// @param channel  where news is posted
    record Slack(
            Optional<String> secret, List<String> teams, List<String> channels, List<String> users, String channel) {
        Slack {
            teams = List.copyOf(teams);
            channels = List.copyOf(channels);
            users = List.copyOf(users);
        }
    }

    /// What a link is: `broker` or `presigned`, and how many a person may have in an hour.
    record Links(String kind, int perHour) {}

    /// For how many days things are kept.
    record Retention(int snapshotDays, int recordDays, int logDays) {}

    /// When somebody is told.
    record Alarm(int runMinutes, int linksPerHour, List<String> emails) {
        Alarm {
            emails = List.copyOf(emails);
        }
    }
}
