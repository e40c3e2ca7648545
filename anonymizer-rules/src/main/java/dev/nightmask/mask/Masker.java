package dev.nightmask.mask;

/// Turns the bytes of one field into the bytes that take its place.
///
/// Called once per row and masked column by the worker that owns it: an instance is not thread-safe and may
/// keep scratch buffers. The input is the field's text in UTF-8, already unescaped, and is never NULL:
/// NULL stays NULL without a call. An implementation allocates nothing per call.
///
/// Test one with [Field] alone: no database is needed.
@FunctionalInterface
public interface Masker {

    /// Appends the masked field to `out`, or calls [Field#setNull()] on it.
    ///
    /// @param in the original; not to be changed or kept
    /// @param out empty at the call
    /// @throws dev.nightmask.failure.NightmaskException when the field is not of the kind that the technique
    ///         expects; the exception says so without the field
    void mask(Field in, Field out);
}
