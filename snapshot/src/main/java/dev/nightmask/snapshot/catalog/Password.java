package dev.nightmask.snapshot.catalog;

/// A password: shows as `***` wherever it is printed. Empty stands for none.
final class Password {
    static final Password NONE = new Password("");

    private final String text;

    Password(String text) {
        this.text = text;
    }

    boolean isNone() {
        return text.isEmpty();
    }

    /// The password itself, for the driver and for a child's environment only.
    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "***";
    }
}
