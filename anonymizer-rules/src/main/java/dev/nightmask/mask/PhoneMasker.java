package dev.nightmask.mask;

import java.util.Arrays;

/// A pseudonym for a phone number that looks like the original: spaces, dashes and brackets stay, and so do a
/// leading `+` with the two digits behind it. All other digits are permuted, so different numbers stay
/// different and `030/123456` and `030 123456` keep the same digits.
///
/// ASCII letters are permuted too, each within its case: somebody's name may stand beside the number. Other
/// characters stop the run unless they are spaces, dashes or invisible format characters, which stay.
final class PhoneMasker implements Masker {
    /// The digits behind `+` stay only where at least so many others follow to hide in.
    private static final int TO_HIDE_IN = 4;

    private static final int KEPT = 2;
    private static final int NONE_KEPT = -1;

    private final SymbolPermutation permutation;
    private int[] places = new int[64];
    private byte[] symbols = new byte[64];
    private byte[] radixes = new byte[64];
    private int count;

    PhoneMasker(KeyedBlocks blocks) {
        this.permutation = new SymbolPermutation(blocks);
    }

    @Override
    public void mask(Field in, Field out) {
        out.append(in);
        collect(in);
        byte[] bytes = out.array();
        int country = NONE_KEPT;
        if (keepsCountry(in)) {
            country = symbols[0] * 10 + symbols[1];
            count -= KEPT;
            System.arraycopy(places, KEPT, places, 0, count);
            System.arraycopy(symbols, KEPT, symbols, 0, count);
            System.arraycopy(radixes, KEPT, radixes, 0, count);
        }
        permutation.permute(symbols, radixes, count, country);
        for (int i = 0; i < count; i++) {
            int first = radixes[i] == 10 ? '0' : bytes[places[i]] >= 'a' ? 'a' : 'A';
            bytes[places[i]] = (byte) (first + symbols[i]);
        }
    }

    private boolean keepsCountry(Field in) {
        return in.byteAt(0) == '+' && count >= KEPT + TO_HIDE_IN && radixes[0] == 10 && radixes[1] == 10;
    }

    private void collect(Field in) {
        count = 0;
        for (int at = 0; at < in.length(); ) {
            int c = Utf8.codePointAt(in.array(), at, in.length());
            if (c >= '0' && c <= '9') {
                collect(at, c - '0', 10);
            } else if (c >= 'a' && c <= 'z') {
                collect(at, c - 'a', 26);
            } else if (c >= 'A' && c <= 'Z') {
                collect(at, c - 'A', 26);
            } else if (c >= 0x80 && !stays(c)) {
                throw BadField.kind();
            }
            at += Utf8.length(c);
        }
    }

    private void collect(int place, int symbol, int radix) {
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
            symbols = Arrays.copyOf(symbols, 2 * count);
            radixes = Arrays.copyOf(radixes, 2 * count);
        }
        places[count] = place;
        symbols[count] = (byte) symbol;
        radixes[count++] = (byte) radix;
    }

    private static boolean stays(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.SPACE_SEPARATOR || type == Character.DASH_PUNCTUATION || type == Character.FORMAT;
    }
}
