package dev.nightmask.snapshot.publish;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocketFactory;

/// Makes TLS sockets upon plain ones only, as HttpsURLConnection does when a factory has no unconnected sockets.
///
/// An interrupt of a virtual thread closes the socket it writes to. When that is the TLS socket itself (JDK 25,
/// `Socket.SocketOutputStream.implWrite`), closing it writes a last message, which is interrupted, which closes
/// it, until the stack is full. A plain socket underneath is just closed.
final class LayeredTls extends SSLSocketFactory {
    private final SSLSocketFactory sockets;

    LayeredTls(SSLSocketFactory sockets) {
        this.sockets = sockets;
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        return sockets.createSocket(plain, host, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new SocketException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new SocketException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new SocketException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new SocketException();
    }
}
