package dev.nightmask.infra;

import dev.nightmask.infra.Configuration.Database;
import dev.nightmask.infra.Configuration.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipalOpts;
import software.amazon.awscdk.services.lambda.DockerImageFunction;
import software.amazon.awscdk.services.scheduler.ContextAttribute;
import software.amazon.awscdk.services.scheduler.CronOptionsWithTimezone;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.TimeWindow;
import software.amazon.awscdk.services.scheduler.targets.LambdaInvoke;
import software.constructs.Construct;

/// Makes a snapshot of one database every night, and hands the nights that take too long to a task.
final class NightlyJob extends Construct {
    private final ImageFunction snapshot;
    private final NightlyTask task;

    NightlyJob(Construct scope, String id, Foundation foundation, Database database) {
        super(scope, id);
        HeldSecret key = HeldSecret.key(this, database.name(), database.keySecret(), foundation.serviceKey());
        Map<String, String> environment = environment(foundation, database, key);
        List<PolicyStatement> may = may(foundation, database, key);
        this.task = new NightlyTask(
                this, "Task", foundation, new NightlyTask.Job(database.name(), database.work(), environment, may));
        this.snapshot = new ImageFunction(
                this,
                "Snapshot",
                foundation,
                new ImageFunction.Job(
                        "dev.nightmask.lambda.nightly.NightlyHandler",
                        "the nightly snapshot of " + database.name(),
                        database.work().memoryMib(),
                        Size.mebibytes(512),
                        servers(database),
                        with(environment, task.settings(foundation, this, servers(database))),
                        Stream.concat(may.stream(), task.start(foundation).stream())
                                .toList()));
        schedule(foundation, database.schedule());
    }

    private static List<Server> servers(Database database) {
        return Stream.concat(Stream.of(database.source()), database.replica().stream())
                .toList();
    }

    private static Map<String, String> environment(Foundation foundation, Database database, HeldSecret key) {
        Map<String, String> settings = new HashMap<>(new Credentials(database.login()).environment());
        settings.put("NIGHTMASK_STORE", foundation.store().uri());
        settings.put("NIGHTMASK_NAME", database.name());
        settings.put("NIGHTMASK_SOURCE", database.source().uri());
        database.replica().ifPresent(it -> settings.put("NIGHTMASK_REPLICA", it.uri()));
        settings.put("NIGHTMASK_KEY_SECRET", key.arn());
        settings.put("NIGHTMASK_RULES", database.rules());
        settings.put("NIGHTMASK_TIME_ZONE", database.schedule().zone().getId());
        database.work().jobs().ifPresent(it -> settings.put("NIGHTMASK_JOBS", it.toString()));
        database.work().compression().ifPresent(it -> settings.put("NIGHTMASK_COMPRESSION", it));
        settings.put("NIGHTMASK_EVENT_BUS", foundation.bus().getEventBusName());
        return settings;
    }

    private static Map<String, String> with(Map<String, String> settings, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    /// What it takes to make a snapshot, in the function as in the task. Not among it: to read an archive, or to
    /// delete.
    private List<PolicyStatement> may(Foundation foundation, Database database, HeldSecret key) {
        SnapshotBucket store = foundation.store();
        List<PolicyStatement> may = new ArrayList<>(List.of(
                store.write("snapshots/*", "latest.json", "latest/*", "sources/*", "nights/*"),
                store.read("latest.json", "latest/*", "sources/*", "nights/*"),
                store.read("snapshots/*/manifest.json", "snapshots/*/coverage.json"),
                store.list(),
                store.crypt(),
                foundation.announce()));
        may.addAll(store.endUploads("snapshots/*"));
        may.addAll(key.read(foundation.stack()));
        may.addAll(new Credentials(database.login()).use(foundation.stack()));
        may.addAll(RulesAt.of(database).read(this));
        return may;
    }

    private void schedule(Foundation foundation, Configuration.Schedule when) {
        Schedule.Builder.create(this, "Night")
                .description("Nightmask: when it is night")
                .schedule(ScheduleExpression.cron(CronOptionsWithTimezone.builder()
                        .hour(Integer.toString(when.at().getHour()))
                        .minute(Integer.toString(when.at().getMinute()))
                        .timeZone(TimeZone.of(when.zone().getId()))
                        .build()))
                .timeWindow(TimeWindow.off())
                .target(LambdaInvoke.Builder.create(snapshot.function())
                        .input(ScheduleTargetInput.fromObject(Map.of("night", ContextAttribute.getScheduledTime())))
                        .role(scheduler(foundation))
                        .retryAttempts(5)
                        .maxEventAge(Duration.hours(2))
                        .deadLetterQueue(foundation.deadLetters())
                        .build())
                .build();
    }

    /// The role that starts the night, and does nothing else.
    private IRole scheduler(Foundation foundation) {
        Role role = Role.Builder.create(this, "Scheduler")
                .description("Nightmask: starts the night")
                .assumedBy(new ServicePrincipal(
                        "scheduler.amazonaws.com",
                        ServicePrincipalOpts.builder()
                                .conditions(Map.of(
                                        "StringEquals",
                                        Map.of(
                                                "aws:SourceAccount",
                                                foundation.stack().getAccount())))
                                .build()))
                .build();
        role.addToPolicy(Statements.allow(
                List.of("lambda:InvokeFunction"), List.of(snapshot.function().getFunctionArn())));
        role.addToPolicy(Statements.allow(
                List.of("sqs:SendMessage"), List.of(foundation.deadLetters().getQueueArn())));
        return role.withoutPolicyUpdates();
    }

    DockerImageFunction function() {
        return snapshot.function();
    }

    /// The roles that write snapshots: the function's and the task's.
    List<Role> roles() {
        return List.of(snapshot.role(), task.role());
    }
}
