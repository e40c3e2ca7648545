package dev.nightmask.rules;

import dev.nightmask.failure.Failure;
import dev.nightmask.rules.RuleSet.ReferenceRule;
import dev.nightmask.rules.YamlNode.Entry;
import dev.nightmask.rules.YamlNode.Mapping;
import dev.nightmask.rules.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads the table option `$references`: columns, each with the column that its values are from.
final class ReferenceReader {
    static final String KEY = "$references";

    private static final Pattern TARGET = Pattern.compile(".+\\..+\\..+", Pattern.DOTALL);

    private final Findings findings;

    ReferenceReader(Findings findings) {
        this.findings = findings;
    }

    List<ReferenceRule> read(Entry option) {
        if (!(option.value() instanceof Mapping mapping) || mapping.entries().isEmpty()) {
            wrong(option, "takes columns, each with schema.table.column");
            return List.of();
        }
        List<ReferenceRule> references = new ArrayList<>();
        for (Entry entry : mapping.entries()) {
            Scalar column = entry.key();
            if (column.text().isEmpty() || !new Glob(column.text()).isExact()) {
                findings.add(Failure.RULES_VALUE, column.position(), column.text(), "takes the name of one column");
            } else if (entry.value() instanceof Scalar target
                    && TARGET.matcher(target.text()).matches()) {
                references.add(new ReferenceRule(column.text(), column.position(), target.text(), target.position()));
            } else {
                wrong(entry, "takes one column: schema.table.column");
            }
        }
        return references;
    }

    private void wrong(Entry entry, String hint) {
        findings.add(Failure.RULES_VALUE, entry.value().position(), entry.key().text(), hint);
    }
}
