package dev.nightmask.snapshot.check;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.check.Examined.Verdict;
import dev.nightmask.snapshot.guard.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Asks a database, statement by statement, and writes down what comes out. A statement that the server refuses
/// leaves its object unexamined; a lost connection ends it all.
final class Inquiry {
    private final Session session;
    private final Map<String, Long> rows = new HashMap<>();
    private final List<Examined> objects = new ArrayList<>();

    Inquiry(Session session) {
        this.session = session;
    }

    /// One object to ask about.
    ///
    /// @param object by its names
    /// @param ifAny the verdict when there is a finding
    record Question(Check check, String object, Relation relation, Verdict ifAny) {}

    <T> List<T> catalog(String sql, Session.RowReader<T> reader, String... parameters) {
        return session.query(sql, reader, parameters);
    }

    /// Asks for the number of findings.
    void ask(Question question, String countOfFindings) {
        try {
            long findings = count(countOfFindings);
            note(question, rows(question.relation()), findings);
        } catch (NightmaskException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            unexamined(question.check(), question.object());
        }
    }

    /// Writes down what is known without asking.
    void note(Question question, long examined, long findings) {
        Verdict verdict = findings == 0 ? Verdict.SOUND : question.ifAny();
        objects.add(new Examined(question.check(), question.object(), examined, findings, verdict));
    }

    /// So many objects that the catalog vouches for.
    void vouched(Check check, long number) {
        if (number > 0) {
            objects.add(new Examined(check, number + " valid", 0, 0, Verdict.SOUND));
        }
    }

    void unexamined(Check check, String object) {
        objects.add(new Examined(check, object, 0, 0, Verdict.UNEXAMINED));
    }

    /// The rows of a table, counted once however often they are asked for.
    long rows(Relation relation) {
        Long known = rows.get(relation.from());
        if (known == null) {
            known = count("SELECT count(*) FROM " + relation.from());
            rows.put(relation.from(), known);
        }
        return known;
    }

    Examination examination() {
        return new Examination(objects);
    }

    static boolean isRefusal(NightmaskException e) {
        return e.failure() != Failure.TARGET_UNREACHABLE
                && e.problems().getFirst().place() instanceof Place.Sql;
    }

    private long count(String sql) {
        return session.one(sql, row -> row.getLong(1));
    }
}
