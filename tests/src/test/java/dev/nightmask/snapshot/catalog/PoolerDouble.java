package dev.nightmask.snapshot.catalog;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Passes a session on to a server and, as a pooler does, tells the client a process id of its own making.
///
/// Understands what the server says message by message: a type byte, a length, the rest (PostgreSQL manual,
/// "Message Formats"). `K` is BackendKeyData, which begins with the process id.
public final class PoolerDouble implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final int serverPort;

    public PoolerDouble(int serverPort) throws IOException {
        this.serverPort = serverPort;
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    private void accept() {
        try (Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            Thread.ofVirtual().start(() -> relayQuestions(client, server));
            relayAnswers(server, client);
        } catch (IOException e) {
            // One of the two has hung up.
        }
    }

    private static void relayQuestions(Socket client, Socket server) {
        try {
            client.getInputStream().transferTo(server.getOutputStream());
            server.shutdownOutput();
        } catch (IOException e) {
            // One of the two has hung up.
        }
    }

    private static void relayAnswers(Socket server, Socket client) throws IOException {
        DataInputStream in = new DataInputStream(server.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        for (int type = in.read(); type >= 0; type = in.read()) {
            int length = in.readInt();
            byte[] rest = in.readNBytes(length - Integer.BYTES);
            if (type == 'K') {
                rest[3]++;
            }
            out.write(type);
            out.writeInt(length);
            out.write(rest);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
