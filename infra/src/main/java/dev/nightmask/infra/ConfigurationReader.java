package dev.nightmask.infra;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place.FilePosition;
import dev.nightmask.infra.Configuration.Alarm;
import dev.nightmask.infra.Configuration.Image;
import dev.nightmask.infra.Configuration.Links;
import dev.nightmask.infra.Configuration.Network;
import dev.nightmask.infra.Configuration.Retention;
import dev.nightmask.infra.Configuration.Slack;
import dev.nightmask.infra.Configuration.Subnet;
import dev.nightmask.infra.Section.Range;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads the configuration file, strictly: what is unknown, missing or ill-formed is told, all of it at once.
final class ConfigurationReader {
    private final Path file;
    private final Complaints complaints = new Complaints();

    private ConfigurationReader(Path file) {
        this.file = file;
    }

    static Configuration read(Path file) {
        ConfigurationReader reader = new ConfigurationReader(file);
        Configuration configuration = reader.configuration(new Section(name(file), "", root(file), reader.complaints));
        reader.complaints.throwIfAny();
        return configuration;
    }

    private static Node root(Path file) {
        FilePosition nowhere = new FilePosition(name(file), 0, 0);
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return new Compose(LoadSettings.builder().setLabel("").build())
                    .composeString(text)
                    .orElseThrow(() -> new NightmaskException(Failure.DEPLOYMENT_SYNTAX, nowhere));
        } catch (IOException unreadable) {
            throw new NightmaskException(Failure.DEPLOYMENT_UNREADABLE, nowhere);
        } catch (MarkedYamlEngineException invalid) {
            throw new NightmaskException(
                    Failure.DEPLOYMENT_SYNTAX,
                    invalid.getProblemMark()
                            .map(mark -> new FilePosition(name(file), mark.getLine() + 1, mark.getColumn() + 1))
                            .orElse(nowhere));
        } catch (YamlEngineException invalid) {
            throw new NightmaskException(Failure.DEPLOYMENT_SYNTAX, nowhere);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private Configuration configuration(Section top) {
        Configuration configuration = new Configuration(
                top.text("stack", Shape.STACK),
                top.text("account", Shape.ACCOUNT),
                top.text("region", Shape.REGION),
                network(top.section("network")),
                image(top.section("image")),
                linksZip(top),
                DatabaseReader.databases(top.section("databases")),
                slack(top.section("slack")),
                links(top.optionalSection("links")),
                retention(top.optionalSection("retention")),
                alarms(top.optionalSection("alarms")));
        top.end();
        return configuration;
    }

    private static Network network(Section section) {
        List<Endpoint> present = section.texts("present-endpoints", Shape.ENDPOINT).stream()
                .flatMap(service ->
                        Stream.of(Endpoint.values()).filter(it -> it.service().equals(service)))
                .toList();
        Optional<String> group = section.optionalText("present-endpoints-security-group", Shape.SECURITY_GROUP);
        if (group.isEmpty() && present.stream().anyMatch(it -> it != Endpoint.S3)) {
            section.lacks("present-endpoints-security-group", "the functions must reach the endpoints that are there");
        }
        Network network = new Network(
                section.text("vpc", Shape.VPC),
                section.sections("subnets", 2).stream()
                        .map(ConfigurationReader::subnet)
                        .toList(),
                section.text("s3-prefix-list", Shape.PREFIX_LIST),
                present,
                group);
        section.end();
        return network;
    }

    private static Subnet subnet(Section section) {
        Subnet subnet = new Subnet(
                section.text("id", Shape.SUBNET),
                section.text("zone", Shape.ZONE),
                section.text("route-table", Shape.ROUTE_TABLE));
        section.end();
        return subnet;
    }

    private static Image image(Section section) {
        Image image =
                new Image(section.text("repository", Shape.REPOSITORY), section.text("version", Shape.IMAGE_VERSION));
        section.end();
        return image;
    }

    private Path linksZip(Section top) {
        String given = top.optionalText("links-zip", Shape.FILE).orElse("../lambda/target/nightmask-links.zip");
        Path zip = file.toAbsolutePath().resolveSibling(given).normalize();
        if (!Files.isRegularFile(zip)) {
            top.complain("links-zip", "there is no such file; `mvn package` makes lambda/target/nightmask-links.zip");
        }
        return zip;
    }

    private static Slack slack(Section section) {
        Slack slack = new Slack(
                section.optionalText("secret", Shape.SECRET),
                section.texts("teams", Shape.SLACK_TEAM),
                section.texts("channels", Shape.SLACK_CHANNEL),
                section.texts("users", Shape.SLACK_USER),
                section.text("announce-in", Shape.SLACK_CHANNEL));
        if (slack.teams().isEmpty()) {
            section.lacks("teams", "the workspaces that may ask, such as [T0123ABCD]");
        }
        section.end();
        return slack;
    }

    private static Links links(Optional<Section> given) {
        Links links = new Links(
                given.flatMap(it -> it.optionalText("kind", Shape.LINK_KIND)).orElse("broker"),
                number(given, "per-hour", new Range(1, 1000), 20));
        given.ifPresent(Section::end);
        return links;
    }

    private static Retention retention(Optional<Section> given) {
        Retention retention = new Retention(
                number(given, "snapshot-days", new Range(2, 3650), 30),
                number(given, "record-days", new Range(30, 3650), 365),
                number(given, "log-days", new Range(1, 3653), 90));
        if (!Logs.LIFETIMES.containsKey(retention.logDays())) {
            given.ifPresent(it -> it.complain("log-days", "one of " + Logs.LIFETIMES.keySet()));
        }
        given.ifPresent(Section::end);
        return retention;
    }

    private static Alarm alarms(Optional<Section> given) {
        Alarm alarm = new Alarm(
                number(given, "run-minutes", new Range(1, 1440), 12),
                number(given, "links-per-hour", new Range(1, 100_000), 50),
                given.map(it -> it.texts("emails", Shape.EMAIL)).orElseGet(List::of));
        given.ifPresent(Section::end);
        return alarm;
    }

    private static int number(Optional<Section> section, String key, Range range, int otherwise) {
        return section.map(it -> it.number(key, range, otherwise)).orElse(otherwise);
    }
}
