package dev.nightmask.snapshot.publish;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/// Opens HTTP connections, by way of the proxy that system properties or the environment name, if any.
final class UrlConnections {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final ProxyConfiguration proxy = ProxyConfiguration.builder().build();

    /// One object, for connections that are kept alive are looked up by it.
    private final SSLSocketFactory tls = new LayeredTls((SSLSocketFactory) SSLSocketFactory.getDefault());

    /// A connection that an interrupt of the virtual thread that uses it closes.
    HttpURLConnection open(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                (isProxied(uri) ? openByProxy(uri) : uri.toURL().openConnection());
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(tls);
        }
        connection.setConnectTimeout((int) CONNECTING.toMillis());
        connection.setReadTimeout((int) SILENCE.toMillis());
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    private boolean isProxied(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return proxy.host() != null && proxy.nonProxyHosts().stream().noneMatch(host::matches);
    }

    private URLConnection openByProxy(URI uri) throws IOException {
        InetSocketAddress address = InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
        URLConnection connection = uri.toURL().openConnection(new Proxy(Proxy.Type.HTTP, address));
        if (proxy.username() != null && proxy.password() != null) {
            byte[] login = (proxy.username() + ":" + proxy.password()).getBytes(StandardCharsets.UTF_8);
            connection.addRequestProperty(
                    "proxy-authorization", "Basic " + Base64.getEncoder().encodeToString(login));
        }
        return connection;
    }
}
