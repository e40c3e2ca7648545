/// What to mask: the rule language. [RuleFiles] reads a rule file or a directory of them into a
/// [RuleSet]; each [Rule] is one column's instruction. Knows nothing of databases.
@NullMarked
package dev.nightmask.rules;

import org.jspecify.annotations.NullMarked;
