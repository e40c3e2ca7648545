package dev.nightmask.snapshot.copy;

import dev.nightmask.snapshot.compress.Encoder;

/// Takes one table piece by piece, masked and encoded, in the order of its rows.
@FunctionalInterface
public interface Pieces {

    /// @param encoded valid until this returns
    /// @param textBytes the length of the COPY text it was made of
    /// @param rows how many rows end in it
    void accept(Encoder.Encoded encoded, long textBytes, long rows);
}
