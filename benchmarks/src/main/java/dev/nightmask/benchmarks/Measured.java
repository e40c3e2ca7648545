package dev.nightmask.benchmarks;

/// One run of one contender.
///
/// @param wallSeconds from the start of the process to its end
/// @param cpuSeconds of the process and its children, in user and system mode
/// @param serverCpuSeconds of all processes of the server meanwhile
/// @param residentBytes the most memory its processes had at one time
/// @param outputBytes what it wrote
/// @param firstCopySeconds from its start until the server was first asked for rows
record Measured(
        double wallSeconds,
        double cpuSeconds,
        double serverCpuSeconds,
        long residentBytes,
        long outputBytes,
        double firstCopySeconds) {}
