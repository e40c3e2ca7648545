/// Everything that runs on AWS, as one stack of the AWS CDK. [NightmaskApp] reads the configuration and makes
/// [NightmaskStack], which has one construct for each thing that a team gets.
@NullMarked
package dev.nightmask.infra;

import org.jspecify.annotations.NullMarked;
