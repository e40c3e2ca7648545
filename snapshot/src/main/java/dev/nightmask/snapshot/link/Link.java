package dev.nightmask.snapshot.link;

import dev.nightmask.snapshot.publish.SecretUrl;

/// A presigned URL, with the record of who asked for it, when, and until when a download by it can begin. It works
/// any number of times until then, for whoever has it, so it prints as `***`.
public record Link(SecretUrl url, HandOut handOut) {
    @Override
    public String toString() {
        return "***";
    }
}
