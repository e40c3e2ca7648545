package dev.nightmask.infra;

import java.util.List;
import java.util.regex.Pattern;

/// What the text of a key looks like.
enum Shape {
    STACK("[A-Za-z][A-Za-z0-9-]{0,39}", "letters, digits and hyphens, 40 at most"),
    ACCOUNT("[0-9]{12}", "the twelve digits of an AWS account"),
    REGION("[a-z]{2}(-[a-z]+)+-[0-9]", "a region such as eu-north-1"),
    ZONE("[a-z]{2}(-[a-z]+)+-[0-9][a-z]", "an availability zone such as eu-north-1a"),
    VPC("vpc-" + Shape.HEX, "an id such as vpc-0123456789abcdef0"),
    SUBNET("subnet-" + Shape.HEX, "an id such as subnet-0123456789abcdef0"),
    ROUTE_TABLE("rtb-" + Shape.HEX, "an id such as rtb-0123456789abcdef0"),
    SECURITY_GROUP("sg-" + Shape.HEX, "an id such as sg-0123456789abcdef0"),
    PREFIX_LIST(
            "pl-" + Shape.HEX,
            "an id such as pl-01234567, of `aws ec2 describe-managed-prefix-lists"
                    + " --filters Name=prefix-list-name,Values=com.amazonaws.REGION.s3`"),
    ENDPOINT(Endpoint.services(), String.join(", ", Endpoint.services())),
    REPOSITORY("[a-z0-9]+(?:[._/-][a-z0-9]+)*", "the name of a repository of this account's registry, without host"),
    IMAGE_VERSION("sha256:[0-9a-f]{64}|[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}", "a tag, or sha256: and 64 hex digits"),
    FILE(".+", "the path of a file, from the directory of this one"),
    DATABASE("[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}", "letters, digits, dots, hyphens and underscores, 63 at most"),
    DATABASE_URI(".+", "postgresql://user@host:5432/database?sslmode=verify-full"),
    RDS_RESOURCE("(?:db|cluster|prx)-[A-Za-z0-9]+", "the resource id of the instance or cluster, such as db-ABCDEFGH"),
    SECRET(
            "arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[\\w/+=.@-]+-[A-Za-z0-9]{6}",
            "the whole ARN of a secret, with the six characters at its end"),
    RULES(
            "/[\\w./-]+|s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:/[\\w!.'()=-]+)+",
            "a directory of the image such as /opt/nightmask/rules, or s3://bucket/prefix"),
    TIME("(?:[01][0-9]|2[0-3]):[0-5][0-9]", "a time of day in quotes, such as \"02:00\""),
    TIME_ZONE("[A-Za-z0-9_+/-]+", "a name of the time zone database, such as Europe/Copenhagen"),
    COMPRESSION("zlib:[1-9]|zstd:(?:[1-9]|1[0-9])|lz4|none", "zlib:1 to zlib:9, zstd:1 to zstd:19, lz4 or none"),
    SLACK_TEAM("T[A-Z0-9]{1,20}", "an id of Slack that begins with T"),
    SLACK_CHANNEL("[CDG][A-Z0-9]{1,20}", "an id of Slack that begins with C"),
    SLACK_USER("[UW][A-Z0-9]{1,20}", "an id of Slack that begins with U or W"),
    LINK_KIND("broker|presigned", "broker or presigned"),
    EMAIL("[^@\\s]+@[^@\\s]+\\.[^@\\s]+", "an address of e-mail");

    private static final String HEX = "(?:[0-9a-f]{8}|[0-9a-f]{17})";

    private final Pattern pattern;
    private final String hint;

    Shape(String pattern, String hint) {
        this.pattern = Pattern.compile(pattern);
        this.hint = hint;
    }

    Shape(List<String> words, String hint) {
        this(String.join("|", words.stream().map(Pattern::quote).toList()), hint);
    }

    boolean fits(String text) {
        return pattern.matcher(text).matches();
    }

    /// What would be right.
    String hint() {
        return hint;
    }
}
