package dev.nightmask.lambda.aws;

/// A key, password or token: shows as `***` wherever it is printed.
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /// The secret itself, for the one that it was made for. Never part of a message.
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "***";
    }
}
