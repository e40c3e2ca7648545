package dev.nightmask.demo;

import dev.nightmask.snapshot.Progress;

/// Who watches the demo.
public interface Audience {

    /// A step begins.
    void heading(String text);

    /// Something happened within the step.
    void say(String text);

    /// For the stages of the step; the next heading ends it.
    Progress progress();
}
