package dev.nightmask.mask;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A date or timestamp moved back to the first instant of its year or month, written as it was: with its
/// offset from UTC, with `BC`, with more than four digits of year. `infinity` and `-infinity` stay.
///
/// Reads what PostgreSQL prints with DATESTYLE ISO, and ISO 8601 with `T` and `Z` as it stands in JSON.
/// The offset stays as it is even where the first of the month has another one in that time zone. The
/// calendar of PostgreSQL begins on 4714-11-24 BC, so nothing is moved to before that day.
///
/// Not thread-safe. Some 50 ns; allocates nothing.
final class DateMasker implements Masker {
    private static final byte[] INFINITY = "infinity".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MIDNIGHT = "00:00:00".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FIRST_YEAR = "4714".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_MONTH = 11;
    private static final int FIRST_DAY = 24;

    private final boolean toYear;
    private Field in = new Field();
    private int at;

    /// @param toYear false for to the month
    DateMasker(boolean toYear) {
        this.toYear = toYear;
    }

    @Override
    public void mask(Field original, Field out) {
        in = original;
        at = 0;
        if (isInfinity()) {
            out.append(in);
            return;
        }
        date(out);
        if (at < in.length() && isTimeSeparator()) {
            time(out);
        }
        rest(out);
    }

    private boolean isInfinity() {
        int from = in.length() > 0 && in.byteAt(0) == '-' ? 1 : 0;
        return Arrays.equals(INFINITY, 0, INFINITY.length, in.array(), from, Math.max(from, in.length()));
    }

    private void date(Field out) {
        digits(4, 7);
        int year = at;
        take('-');
        int month = number(1, 12);
        take('-');
        number(1, 31);
        boolean first = isFirstYear(year);
        int newMonth = toYear ? 1 : month;
        out.append(in.array(), 0, year);
        out.append('-');
        two(first ? Math.max(newMonth, FIRST_MONTH) : newMonth, out);
        out.append('-');
        two(first && newMonth <= FIRST_MONTH ? FIRST_DAY : 1, out);
    }

    private void time(Field out) {
        out.append(in.byteAt(at++));
        number(0, 24);
        take(':');
        number(0, 59);
        if (isAt(':')) {
            at++;
            number(0, 60);
        }
        if (isAt('.')) {
            at++;
            digits(1, 9);
        }
        out.append(MIDNIGHT);
        int offset = at;
        if (isAt('Z')) {
            at++;
        } else if (isAt('+') || isAt('-')) {
            at++;
            number(0, 99);
            while (isAt(':') || isDigit()) {
                at++;
            }
        }
        out.append(in.array(), offset, at - offset);
    }

    /// Nothing, or the era.
    private void rest(Field out) {
        if (at < in.length()) {
            if (!isBc()) {
                throw BadField.kind();
            }
            out.append(in.array(), at, in.length() - at);
        }
    }

    private boolean isFirstYear(int yearEnd) {
        return Arrays.equals(FIRST_YEAR, 0, FIRST_YEAR.length, in.array(), 0, yearEnd)
                && in.byteAt(in.length() - 1) == 'C';
    }

    private boolean isBc() {
        return in.length() - at == 3 && isAt(' ') && in.byteAt(at + 1) == 'B' && in.byteAt(at + 2) == 'C';
    }

    private boolean isTimeSeparator() {
        return isAt('T') || (isAt(' ') && !isBc());
    }

    private boolean isAt(int c) {
        return at < in.length() && in.byteAt(at) == c;
    }

    private boolean isDigit() {
        return at < in.length() && in.byteAt(at) >= '0' && in.byteAt(at) <= '9';
    }

    private void take(int c) {
        if (!isAt(c)) {
            throw BadField.kind();
        }
        at++;
    }

    private void digits(int min, int max) {
        int from = at;
        while (isDigit()) {
            at++;
        }
        if (at - from < min || at - from > max) {
            throw BadField.kind();
        }
    }

    private int number(int min, int max) {
        digits(2, 2);
        int number = (in.byteAt(at - 2) - '0') * 10 + in.byteAt(at - 1) - '0';
        if (number < min || number > max) {
            throw BadField.kind();
        }
        return number;
    }

    private static void two(int number, Field out) {
        out.append('0' + number / 10);
        out.append('0' + number % 10);
    }
}
