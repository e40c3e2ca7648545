package dev.nightmask.snapshot.aws;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The code by which a service says why it refused, for example `AccessDeniedException`. Of an answer nothing else is
/// kept: it may repeat the request.
final class ErrorCode {
    /// As the JSON protocols have it, with or without the namespace before it.
    private static final Pattern TYPE =
            Pattern.compile("\"(?:__type|code)\"\\s*:\\s*\"(?:[^\"#]{0,100}#)?([A-Za-z.]{1,60})\"");

    private ErrorCode() {}

    static String of(int status, byte[] body) {
        Matcher type = TYPE.matcher(new String(body, StandardCharsets.UTF_8));
        return type.find() ? type.group(1) : "HTTP " + status;
    }
}
