/// Tells Slack how the night went: [dev.nightmask.lambda.announce.Announcement] has the words.
@NullMarked
package dev.nightmask.lambda.announce;

import org.jspecify.annotations.NullMarked;
