package dev.nightmask.infra;

import dev.nightmask.infra.Configuration.Database;
import dev.nightmask.infra.Configuration.Login;
import dev.nightmask.infra.Configuration.Password;
import dev.nightmask.infra.Configuration.RdsUser;
import dev.nightmask.infra.Configuration.Schedule;
import dev.nightmask.infra.Configuration.Server;
import dev.nightmask.infra.Configuration.Staging;
import dev.nightmask.infra.Configuration.Token;
import dev.nightmask.infra.Configuration.Work;
import dev.nightmask.infra.Section.Range;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what the configuration says of each production database.
final class DatabaseReader {
    private static final Range MEMORY_MIB = new Range(1024, 10_240);

    /// The memory that Fargate gives for so much processor, from the least to the most, in MiB.
    private static final Map<Integer, Range> TASK_MIB = Map.of(
            1024, new Range(2048, 8192),
            2048, new Range(4096, 16_384),
            4096, new Range(8192, 30_720),
            8192, new Range(16_384, 61_440),
            16_384, new Range(32_768, 122_880));

    private DatabaseReader() {}

    static List<Database> databases(Section section) {
        return section.names(Shape.DATABASE).stream()
                .map(name -> database(name, section.section(name)))
                .toList();
    }

    private static Database database(String name, Section section) {
        Section sourceSection = section.section("source");
        Optional<Section> replicaSection = section.optionalSection("replica");
        Server source = ServerReader.server(sourceSection);
        Optional<Server> replica = replicaSection.map(ServerReader::server);
        Login login = ServerReader.login(
                section,
                Stream.concat(Stream.of(sourceSection), replicaSection.stream()).toList(),
                Stream.concat(Stream.of(source), replica.stream()).toList());
        sourceSection.end();
        replicaSection.ifPresent(Section::end);
        Database database = new Database(
                name,
                source,
                replica,
                login,
                section.optionalText("key-secret", Shape.SECRET),
                section.text("rules", Shape.RULES),
                schedule(section.section("schedule")),
                work(section.optionalSection("work")),
                section.optionalSection("staging").map(DatabaseReader::staging));
        database.staging().ifPresent(staging -> refuseProduction(section, database, staging));
        section.end();
        return database;
    }

    private static Schedule schedule(Section section) {
        String at = section.text("at", Shape.TIME);
        String zone = section.text("time-zone", Shape.TIME_ZONE);
        Schedule schedule = new Schedule(at.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(at), zone(section, zone));
        section.end();
        return schedule;
    }

    private static ZoneId zone(Section section, String name) {
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            section.complain("time-zone", Shape.TIME_ZONE.hint());
            return ZoneOffset.UTC;
        }
    }

    private static Work work(Optional<Section> given) {
        int taskCpu = given.map(it -> it.number("task-cpu", new Range(1024, 16_384), 2048))
                .orElse(2048);
        int taskMib = given.map(it -> it.number("task-memory-mib", new Range(2048, 122_880), 8192))
                .orElse(8192);
        given.ifPresent(it -> checkTask(it, taskCpu, taskMib));
        Work work = new Work(
                given.flatMap(it -> it.optionalNumber("jobs", new Range(1, 64))),
                given.flatMap(it -> it.optionalText("compression", Shape.COMPRESSION)),
                given.map(it -> it.number("memory-mib", MEMORY_MIB, 3008)).orElse(3008),
                taskCpu,
                taskMib);
        given.ifPresent(Section::end);
        return work;
    }

    private static void checkTask(Section section, int cpu, int mib) {
        Range range = TASK_MIB.get(cpu);
        if (range == null) {
            section.complain(
                    "task-cpu", "one of " + TASK_MIB.keySet().stream().sorted().toList());
        } else if (!range.holds(mib) || mib % 1024 != 0) {
            section.complain("task-memory-mib", range.hint() + " in steps of 1024, for this task-cpu");
        }
    }

    private static Staging staging(Section section) {
        Server target = ServerReader.server(section);
        Login login = ServerReader.login(section, List.of(section), List.of(target));
        section.end();
        return new Staging(target, login);
    }

    /// The guard would refuse at night what can be seen to be wrong by day.
    private static void refuseProduction(Section section, Database database, Staging staging) {
        Stream<Server> production = Stream.concat(Stream.of(database.source()), database.replica().stream());
        Server target = staging.target();
        boolean same = !target.host().isEmpty() && production.anyMatch(it -> isReachedLike(it, target));
        if (same || sharesLogin(database.login(), staging.login())) {
            section.complain("staging", "another server, security group and login than the snapshot's source");
        }
    }

    /// A shared security group counts: what may reach the one could reach the other.
    private static boolean isReachedLike(Server source, Server target) {
        return source.group().equals(target.group())
                || (source.host().equalsIgnoreCase(target.host()) && source.port() == target.port());
    }

    private static boolean sharesLogin(Login source, Login target) {
        return switch (source) {
            case Password password -> password.equals(target);
            case Token token ->
                target instanceof Token other && !Collections.disjoint(resources(token), resources(other));
        };
    }

    private static List<String> resources(Token token) {
        return token.users().stream().map(RdsUser::resource).toList();
    }
}
