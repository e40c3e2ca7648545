package dev.nightmask.snapshot.catalog;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXSocketFactory;
import org.postgresql.PGProperty;

/// Makes the sockets of a connection and shows the last of them, which is the one that a session speaks through.
/// pgjdbc makes this class itself, from its name and one word, and gives nobody a hold on it: so it stands in a list
/// under that word until the connection is there.
public final class OwnSockets extends SocketFactory {
    private static final Map<String, OwnSockets> EXPECTED = new ConcurrentHashMap<>();
    private static final AtomicLong COUNTER = new AtomicLong();

    private final SocketFactory maker;
    private volatile @Nullable Socket last;

    /// @param argument of [Expected#noteIn]
    public OwnSockets(String argument) {
        int colon = argument.indexOf(':');
        String file = argument.substring(colon + 1);
        maker = file.isEmpty() ? SocketFactory.getDefault() : new AFUNIXSocketFactory.FactoryArg(file);
        EXPECTED.put(argument.substring(0, colon), this);
    }

    /// A connection that is about to be made.
    record Expected(String word) implements AutoCloseable {
        static Expected next() {
            return new Expected(Long.toString(COUNTER.incrementAndGet()));
        }

        /// @param socketFile null for TCP
        void noteIn(Properties properties, @Nullable Path socketFile) {
            PGProperty.SOCKET_FACTORY.set(properties, OwnSockets.class.getName());
            PGProperty.SOCKET_FACTORY_ARG.set(properties, word + ":" + (socketFile == null ? "" : socketFile));
        }

        Optional<Socket> socket() {
            return Optional.ofNullable(EXPECTED.get(word)).map(made -> made.last);
        }

        @Override
        public void close() {
            EXPECTED.remove(word);
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket made = maker.createSocket();
        last = made;
        return made;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("not made for this");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw new IOException("not made for this");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("not made for this");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw new IOException("not made for this");
    }
}
