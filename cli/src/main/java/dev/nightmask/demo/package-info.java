/// The whole path on this machine: a throw-away PostgreSQL and an S3 server on loopback.
@NullMarked
package dev.nightmask.demo;

import org.jspecify.annotations.NullMarked;
