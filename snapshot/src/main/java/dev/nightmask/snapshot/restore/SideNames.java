package dev.nightmask.snapshot.restore;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// What the databases beside a target are called. A name has at most 63 bytes (`NAMEDATALEN`), so a long one is cut.
///
/// @param target the name of the target
record SideNames(String target) {
    private static final int MAX_BYTES = 63;
    private static final String LOADING = "__nightmask_";
    private static final int ID_DIGITS = 16;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{" + ID_DIGITS + "}");

    /// A name that no other server has, to fill a database under.
    String loading(RandomGenerator random) {
        return loadingPrefix() + String.format(Locale.ROOT, "%016x", random.nextLong());
    }

    String loadingPrefix() {
        return cut(MAX_BYTES - LOADING.length() - ID_DIGITS) + LOADING;
    }

    /// Whether [#loading] gives such a name.
    boolean isLoading(String name) {
        return name.startsWith(loadingPrefix())
                && ID.matcher(name.substring(loadingPrefix().length())).matches();
    }

    /// The database that a swap has replaced.
    String previous() {
        String ending = "__previous";
        return cut(MAX_BYTES - ending.length()) + ending;
    }

    private String cut(int bytes) {
        int end = target.length();
        while (target.substring(0, end).getBytes(StandardCharsets.UTF_8).length > bytes) {
            end = target.offsetByCodePoints(end, -1);
        }
        return target.substring(0, end);
    }
}
