package dev.nightmask.infra;

import dev.nightmask.infra.Configuration.Database;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/// All of Nightmask in one account and region: a snapshot every night, links to it, staging made new from it, and
/// somebody who is told when that fails.
final class NightmaskStack extends Stack {

    NightmaskStack(Construct scope, Configuration configuration) {
        super(scope, configuration.stack(), properties(configuration));
        Foundation foundation = new Foundation(this, "Foundation", configuration);
        HeldSecret slack = HeldSecret.slack(this, configuration.slack().secret(), foundation.serviceKey());
        Alarms alarms = new Alarms(this, "Alarms", foundation);
        List<Role> writers = new ArrayList<>();
        List<Role> others = new ArrayList<>();
        for (Database database : configuration.databases()) {
            NightlyJob nightly = new NightlyJob(this, "Nightly-" + database.name(), foundation, database);
            alarms.watchNights(database, nightly.function());
            writers.addAll(nightly.roles());
            database.staging().ifPresent(staging -> {
                StagingRefresh refresh =
                        new StagingRefresh(this, "Refresh-" + database.name(), foundation, database, staging);
                alarms.watchRefresh(database, refresh.function());
                others.add(refresh.role());
            });
        }
        LinkService links = new LinkService(this, "Links", foundation, slack);
        others.addAll(links.roles());
        Announcements announcements = new Announcements(this, "Announcements", foundation, slack);
        others.add(announcements.role());
        announcements.listenTo(alarms.topic());
        new Overview(this, "Overview", configuration, alarms.all());
        guard(foundation.store(), writers, others);
        tell(foundation, links, slack);
    }

    private static StackProps properties(Configuration configuration) {
        return StackProps.builder()
                .env(Environment.builder()
                        .account(configuration.account())
                        .region(configuration.region())
                        .build())
                .description("Nightmask: nightly anonymized snapshots, and links that live three minutes")
                .terminationProtection(true)
                .analyticsReporting(false)
                .build();
    }

    private static void guard(SnapshotBucket store, List<Role> writers, List<Role> others) {
        List<Role> all = new ArrayList<>(writers);
        all.addAll(others);
        store.neverDeletedBy(all);
        store.archivesNeverReadBy(writers);
    }

    private void tell(Foundation foundation, LinkService links, HeldSecret slack) {
        output("Store", foundation.store().uri());
        output("SlackRequestUrl", links.slackUrl() + "slack");
        output("SlackSecretArn", slack.arn());
        output("PullUrl", links.pullUrl());
        output("PullPolicy", links.pullersArn());
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }
}
