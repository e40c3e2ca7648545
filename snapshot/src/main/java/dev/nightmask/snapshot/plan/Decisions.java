package dev.nightmask.snapshot.plan;

import dev.nightmask.failure.Failure;
import dev.nightmask.rules.Rule;
import dev.nightmask.rules.Rule.Generalize;
import dev.nightmask.rules.Rule.Json;
import dev.nightmask.rules.Rule.Keep;
import dev.nightmask.rules.Rule.Pseudonymize;
import dev.nightmask.rules.Rule.Replace;
import dev.nightmask.rules.Rule.Suppress;
import dev.nightmask.rules.Rule.Synthesize;
import dev.nightmask.rules.RuleSet.Unclassified;
import dev.nightmask.snapshot.catalog.Column;
import dev.nightmask.snapshot.catalog.Table;
import dev.nightmask.snapshot.plan.RuleBook.Match;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides each column: by the same column of its parent table, else by the column that it references, else by
/// the rule that is written for it.
///
/// Each column follows one other at most, so a chain ends at a column of its own or runs in a circle. Of a
/// circle one column is made its own: one that has a rule, the first by name.
final class Decisions {
    private final TableIndex index;
    private final RuleBook book;
    private final Rows rows;
    private final Problems problems;
    private final Unclassified unclassified;
    private final Map<ColumnId, Optional<Settled>> settled = new HashMap<>();
    private final Set<ColumnId> headsOfCircles = new HashSet<>();

    /// A column's rule, and the pseudonym domain it is carried out in.
    record Settled(Rule rule, String domain) {

        /// Whether equal values of two columns so decided are equal when masked.
        boolean goesWith(Settled other) {
            return switch (rule) {
                case Keep keep -> other.rule instanceof Keep;
                case Suppress suppress -> rule.equals(other.rule);
                case Replace replace -> rule.equals(other.rule);
                case Generalize generalize -> rule.equals(other.rule);
                case Pseudonymize pseudonymize -> equals(other);
                case Synthesize synthesize -> equals(other);
                case Json json -> equals(other);
            };
        }
    }

    Decisions(TableIndex index, RuleBook book, Rows rows, Problems problems, Unclassified unclassified) {
        this.index = index;
        this.book = book;
        this.rows = rows;
        this.problems = problems;
        this.unclassified = unclassified;
    }

    /// The decision for a column of a table with rows; empty when a problem stands in its place.
    Optional<Settled> of(ColumnId start) {
        Set<ColumnId> chain = new LinkedHashSet<>();
        Optional<ColumnId> at = Optional.of(start);
        while (at.isPresent() && !settled.containsKey(at.get())) {
            if (!chain.add(at.get())) {
                headsOfCircles.add(head(circle(chain, at.get())));
                return of(start);
            }
            at = followed(at.get());
        }
        List.copyOf(chain).reversed().forEach(id -> settled.put(id, settle(id)));
        return settled.getOrDefault(start, Optional.empty());
    }

    private Optional<ColumnId> followed(ColumnId id) {
        if (headsOfCircles.contains(id)) {
            return Optional.empty();
        }
        return index.inherited(id).stream()
                .findFirst()
                .or(() -> index.referenced(id).stream()
                        .filter(target -> rows.copied(index.table(target)))
                        .findFirst());
    }

    private static List<ColumnId> circle(Set<ColumnId> chain, ColumnId entry) {
        return chain.stream().dropWhile(id -> !id.equals(entry)).toList();
    }

    private ColumnId head(List<ColumnId> circle) {
        return circle.stream()
                .min(Comparator.comparing((ColumnId id) -> written(id).isEmpty())
                        .thenComparing(index::name))
                .orElseThrow();
    }

    private List<Match> written(ColumnId id) {
        return book.find(index.table(id), id.column());
    }

    private Optional<Settled> settle(ColumnId id) {
        List<Match> written = written(id);
        if (written.size() > 1) {
            Match first = written.getFirst();
            Match other = written.get(1);
            problems.tie(
                    other.column().key(),
                    other.column().position(),
                    first.column().position(),
                    index.name(id));
            return Optional.empty();
        }
        Optional<Match> own = written.stream().findFirst();
        return followed(id)
                .map(source -> follow(id, own, source))
                .orElseGet(() ->
                        own.map(match -> settled(id, match.column().rule())).or(() -> undecided(id)));
    }

    private Settled settled(ColumnId id, Rule rule) {
        String domain = rule instanceof Pseudonymize pseudonymize
                ? pseudonymize.domain().orElseGet(() -> index.name(id))
                : index.name(id);
        return new Settled(rule, domain);
    }

    private Optional<Settled> undecided(ColumnId id) {
        return switch (unclassified) {
            case SUPPRESS -> Optional.of(settled(id, new Suppress()));
            case REFUSE -> {
                Column column = index.column(id);
                problems.add(
                        Failure.UNCLASSIFIED_COLUMN,
                        id,
                        column.typeName() + (column.notNull() ? MissingRules.NOT_NULL : ""));
                yield Optional.empty();
            }
        };
    }

    /// The decision of the column that `id` follows, unless its own rule says otherwise.
    private Optional<Settled> follow(ColumnId id, Optional<Match> own, ColumnId source) {
        Optional<Settled> theirs = settled.getOrDefault(source, Optional.empty());
        if (own.isEmpty() || theirs.isEmpty()) {
            return theirs;
        }
        Rule rule = own.get().column().rule();
        boolean inherited = index.inherited(id).contains(source);
        if (!inherited && rule instanceof Suppress) {
            return Optional.of(settled(id, rule));
        }
        if (!agrees(rule, theirs.get()) && !givesWay(own.get(), index.table(source), inherited)) {
            Failure failure = inherited ? Failure.RULE_INHERITED : Failure.RULE_REFERENCE;
            problems.add(failure, id, "follows " + index.name(source));
        }
        return theirs;
    }

    private static boolean agrees(Rule own, Settled theirs) {
        if (own instanceof Keep) {
            return theirs.rule() instanceof Keep;
        }
        if (own instanceof Pseudonymize mine && theirs.rule() instanceof Pseudonymize other) {
            return mine.kind() == other.kind()
                    && mine.domain().orElse(theirs.domain()).equals(theirs.domain());
        }
        return own.equals(theirs.rule());
    }

    /// A glob that keeps gives way to any masking, so no glob is ever a reason to copy what another rule masks;
    /// and a key that matches the parent too has lost there already.
    private static boolean givesWay(Match own, Table source, boolean inherited) {
        boolean lostThere = inherited && own.table().key().matches(source.qualifiedName());
        return lostThere || (!own.isExact() && own.column().rule() instanceof Keep);
    }
}
