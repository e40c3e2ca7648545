package dev.nightmask.rules;

/// A name in which `*` stands for any characters, none included. Every other character stands for itself.
public record Glob(String text) {

    /// Takes time proportional to the product of both lengths at worst, however many stars there are.
    public boolean matches(String name) {
        int at = 0;
        int from = 0;
        int lastStar = -1;
        int retry = 0;
        while (from < name.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                lastStar = at++;
                retry = from;
            } else if (at < text.length() && text.charAt(at) == name.charAt(from)) {
                at++;
                from++;
            } else if (lastStar >= 0) {
                at = lastStar + 1;
                from = ++retry;
            } else {
                return false;
            }
        }
        return text.chars().skip(at).allMatch(c -> c == '*');
    }

    /// How specific the key is: the more of it is literal, the more; a key without `*` beats every other.
    /// Two keys of equal specificity that match one name are a tie.
    public int specificity() {
        int stars = (int) text.chars().filter(c -> c == '*').count();
        return stars == 0 ? Integer.MAX_VALUE : text.length() - stars;
    }

    public boolean isExact() {
        return text.indexOf('*') < 0;
    }
}
