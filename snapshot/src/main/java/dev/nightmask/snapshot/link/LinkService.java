package dev.nightmask.snapshot.link;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.aws.AwsCalls;
import dev.nightmask.snapshot.aws.AwsCalls.Call;
import dev.nightmask.snapshot.publish.SecretUrl;
import dev.nightmask.snapshot.publish.StoredJson;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The function that gives links to developers by their own AWS identity. Its URL is no secret: AWS lets in who may
/// call the function, and says who that is.
public final class LinkService {
    private static final Pattern FUNCTION_HOST = Pattern.compile("[a-z0-9]+\\.lambda-url\\.([a-z0-9-]+)\\.on\\.aws");
    private static final String WHERE = "--service";

    private final URI url;
    private final AwsCalls aws;

    private LinkService(URI url, AwsCalls aws) {
        this.url = url;
        this.aws = aws;
    }

    /// The service at a URL; fails with LINK_REFUSED when it is none.
    ///
    /// @param environment for credentials, and for the region where the URL does not name it
    public static LinkService at(String url, Map<String, String> environment) {
        URI uri = SecretUrl.parse(url, WHERE).reveal();
        Map<String, String> settings = new HashMap<>(environment);
        Matcher function = FUNCTION_HOST.matcher(uri.getHost());
        if (function.matches()) {
            settings.put("AWS_REGION", function.group(1));
        }
        return new LinkService(uri, AwsCalls.usual(settings));
    }

    /// Asks for a link. Fails as the service does: CALLER_REFUSED, RATE_LIMITED, SNAPSHOT_MISSING and others.
    public Grant ask(Wish wish) {
        try {
            byte[] answer = aws.send(new Call(
                    "lambda", "pull", url, Map.of("Content-Type", "application/json"), StoredJson.write(wish)));
            return StoredJson.read(answer, Grant.class, new Place.Setting(WHERE));
        } catch (NightmaskException e) {
            throw e.problems().getFirst().place() instanceof Place.Request request ? meaning(request.code(), e) : e;
        }
    }

    /// How the service names a failure, for example `RateLimited`: AWS names its own so.
    public static String code(Failure failure) {
        return Arrays.stream(failure.name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static NightmaskException meaning(String code, NightmaskException otherwise) {
        if (code.equals("HTTP 403") || code.equals("AccessDeniedException")) {
            return new NightmaskException(Failure.CALLER_REFUSED, new Place.Setting(WHERE));
        }
        return Arrays.stream(Failure.values())
                .filter(failure -> code(failure).equals(code))
                .findFirst()
                .map(failure -> new NightmaskException(failure, new Place.Setting(WHERE)))
                .orElse(otherwise);
    }
}
