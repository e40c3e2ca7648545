/// Slack and links: [LinkHandler] is the public endpoint, [AnswerHandler] answers what it has acknowledged,
/// [PullHandler] serves developers by their AWS identity.
@NullMarked
package dev.nightmask.lambda.links;

import org.jspecify.annotations.NullMarked;
