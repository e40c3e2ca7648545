package dev.nightmask.snapshot.aws;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/// Requests to AWS, signed with Signature Version 4 as the identity that the AWS settings of this process give.
///
/// A request that finds a service busy or cannot reach it is made again, three times in all; the caller sees to it
/// that making it twice does no harm. Thread-safe. Bodies never become part of a failure: they may hold secrets.
public final class AwsCalls {
    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);
    private static final Set<Integer> BUSY = Set.of(429, 500, 502, 503, 504);

    /// The JDK's client sets these itself.
    private static final Set<String> NOT_OURS = Set.of("host", "content-length");

    private final AwsCredentialsProvider credentials;
    private final Map<String, String> environment;
    private final HttpClient http;

    private AwsCalls(AwsCredentialsProvider credentials, Map<String, String> environment) {
        this.credentials = credentials;
        this.environment = Map.copyOf(environment);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    /// Credentials as the AWS command line finds them; region and endpoints from the environment.
    ///
    /// @param environment with AWS_REGION or AWS_DEFAULT_REGION, and AWS_ENDPOINT_URL_ECS and the like for endpoints
    ///     other than Amazon's own
    public static AwsCalls usual(Map<String, String> environment) {
        return new AwsCalls(DefaultCredentialsProvider.builder().build(), environment);
    }

    /// The same with credentials that the caller knows.
    public static AwsCalls as(String accessKeyId, String secretAccessKey, Map<String, String> environment) {
        return new AwsCalls(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)),
                environment);
    }

    /// The region that requests go to.
    ///
    /// @throws NightmaskException SETTING_MISSING
    public String region() {
        String region = environment.getOrDefault("AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", ""));
        if (region.isEmpty()) {
            throw new NightmaskException(Failure.SETTING_MISSING, new Place.Setting("AWS_REGION"));
        }
        return region;
    }

    /// Where a service answers in our region.
    ///
    /// @param host the first part of its host name, for example `secretsmanager`
    /// @param variable the last part of AWS_ENDPOINT_URL_SECRETS_MANAGER and its like
    public URI endpoint(String host, String variable) {
        String given = environment.getOrDefault("AWS_ENDPOINT_URL_" + variable, "");
        return URI.create(given.isEmpty() ? "https://" + host + "." + region() + ".amazonaws.com" : given);
    }

    /// Makes a request and returns the body of an answer below 300.
    ///
    /// @throws NightmaskException SERVICE_UNREACHABLE, SERVICE_REFUSED with the code of the answer, or INTERRUPTED
    public byte[] send(Call call) {
        HttpResponse<byte[]> answer = answer(call);
        if (answer.statusCode() >= 300) {
            throw new NightmaskException(
                    Failure.SERVICE_REFUSED, call.place(ErrorCode.of(answer.statusCode(), answer.body())));
        }
        return answer.body();
    }

    /// The password of a database user in RDS: a signature that is good for 15 minutes.
    ///
    /// Source: Amazon RDS User Guide, "Connecting to your DB instance using IAM authentication".
    public String databaseToken(String host, int port, String user) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("https://" + host + ":" + port + "/"))
                .putRawQueryParameter("Action", "connect")
                .putRawQueryParameter("DBUser", user)
                .build();
        try {
            SignedRequest signed = AwsV4HttpSigner.create()
                    .sign(sign -> sign.identity(credentials.resolveCredentials())
                            .request(request)
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                            .putProperty(AwsV4HttpSigner.REGION_NAME, region())
                            .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                            .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, TOKEN_LIFE));
            return signed.request().getUri().toString().substring("https://".length());
        } catch (SdkException e) {
            throw new NightmaskException(Failure.SERVICE_REFUSED, new Place.Request("rds-db", "connect", ""));
        }
    }

    private HttpResponse<byte[]> answer(Call call) {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> answer = http.send(signed(call), BodyHandlers.ofByteArray());
                if (attempt == ATTEMPTS || !BUSY.contains(answer.statusCode())) {
                    return answer;
                }
                Thread.sleep(Duration.ofMillis(200L * attempt));
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new NightmaskException(Failure.SERVICE_UNREACHABLE, call.place(""));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NightmaskException(Failure.INTERRUPTED, call.place(""));
            }
        }
    }

    private HttpRequest signed(Call call) {
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(call.body().length == 0 ? SdkHttpMethod.GET : SdkHttpMethod.POST)
                .uri(call.uri());
        call.headers().forEach(unsigned::putHeader);
        try {
            SignedRequest signed = AwsV4HttpSigner.create()
                    .sign(sign -> sign.identity(credentials.resolveCredentials())
                            .request(unsigned.build())
                            .payload(ContentStreamProvider.fromByteArray(call.body()))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, call.service())
                            .putProperty(AwsV4HttpSigner.REGION_NAME, region()));
            HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).timeout(PATIENCE);
            signed.request().forEachHeader((name, values) -> {
                if (!NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            return (call.body().length == 0 ? request.GET() : request.POST(BodyPublishers.ofByteArray(call.body())))
                    .build();
        } catch (SdkException e) {
            throw new NightmaskException(Failure.SERVICE_REFUSED, call.place("no credentials"));
        }
    }

    /// A request.
    ///
    /// @param service as it is signed for, for example `events`
    /// @param operation for messages, for example `PutEvents`
    /// @param body sent by POST; an empty one makes it a GET
    public record Call(String service, String operation, URI uri, Map<String, String> headers, byte[] body) {
        public Call {
            headers = Map.copyOf(headers);
        }

        Place place(String code) {
            return new Place.Request(service, operation, code);
        }

        @Override
        public String toString() {
            return place("").describe();
        }
    }
}
