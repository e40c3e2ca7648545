package dev.nightmask.snapshot.copy;

/// One piece of work: some rows of one table to read, mask and compress. Plain values, so that whoever reaches the
/// database and has the same rules and key can do it, here or on another machine, with the same bytes as the result.
///
/// @param snapshot the id of the exported snapshot
/// @param table the oid
/// @param planDigest as in [dev.nightmask.snapshot.plan.MaskPlan#digest()]: another plan masks otherwise
/// @param codec as on the command line, and its engine
record CopyTask(String snapshot, long table, PageRange pages, String planDigest, String codec) {}
