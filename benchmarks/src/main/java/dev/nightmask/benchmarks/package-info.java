/// How fast Nightmask is, as whole processes beside pg_dump: [Comparison] runs them in turn on a database that
/// [SampleDatabase] makes, [Report] says what came out.
@NullMarked
package dev.nightmask.benchmarks;

import org.jspecify.annotations.NullMarked;
