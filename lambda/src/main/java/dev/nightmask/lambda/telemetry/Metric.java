package dev.nightmask.lambda.telemetry;

/// What is counted and measured, under the names that alarms and the dashboard look for.
public enum Metric {
    SNAPSHOTS_PUBLISHED("SnapshotsPublished", "Count"),
    SNAPSHOT_FAILURES("SnapshotFailures", "Count"),
    SNAPSHOT_ROWS("SnapshotRows", "Count"),
    SNAPSHOT_BYTES("SnapshotBytes", "Bytes"),
    RUN_SECONDS("RunSeconds", "Seconds"),
    STAGE_SECONDS("StageSeconds", "Seconds"),
    PEAK_MEMORY_BYTES("PeakMemoryBytes", "Bytes"),
    REFRESHES_DONE("RefreshesDone", "Count"),
    REFRESH_FAILURES("RefreshFailures", "Count"),
    GUARD_REFUSALS("GuardRefusals", "Count"),
    LINKS_ISSUED("LinksIssued", "Count"),
    LINKS_REDEEMED("LinksRedeemed", "Count"),
    LINKS_REFUSED("LinksRefused", "Count");

    private final String text;
    private final String unit;

    Metric(String text, String unit) {
        this.text = text;
        this.unit = unit;
    }

    /// As CloudWatch knows it.
    public String text() {
        return text;
    }

    /// One of CloudWatch's units.
    public String unit() {
        return unit;
    }
}
