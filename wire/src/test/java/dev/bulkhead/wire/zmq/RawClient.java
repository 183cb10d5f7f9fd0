package dev.bulkhead.wire.zmq;

import dev.bulkhead.wire.Hex;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

/** A client that sends bytes, as whoever means no good does. */
final class RawClient implements AutoCloseable {
    /** The greeting of ZMTP 3.0 without security. */
    static final String GREETING =
            "ff00000000000000017f 03 00 4e554c4c00000000000000000000000000000000 00" + "00".repeat(31);
    /** READY as a REQ. */
    static final String READY = "04 19 05 5245414459 0b 536f636b65742d54797065 00000003 524551";

    private static final int GREETING_SIZE = 64;

    private final Socket connection;

    RawClient(String url) throws IOException {
        this(url, "127.0.0.1");
    }

    /** A client at another address of this machine. */
    RawClient(String url, String from) throws IOException {
        URI uri = URI.create(url);
        connection = new Socket(uri.getHost(), uri.getPort(), InetAddress.getByName(from), 0);
        connection.setSoTimeout(10_000);
    }

    /** {@return a client that may send requests} */
    static RawClient shaken(String url) throws IOException {
        return new RawClient(url).shake();
    }

    /** Shakes hands, so that requests may follow. */
    RawClient shake() throws IOException {
        RawClient unused = send(GREETING + READY);
        DataInputStream in = new DataInputStream(connection.getInputStream());
        in.readFully(new byte[GREETING_SIZE]);
        in.readByte();
        in.readFully(new byte[in.readUnsignedByte()]);
        return this;
    }

    RawClient send(String hex) throws IOException {
        connection.getOutputStream().write(Hex.bytes(hex));
        return this;
    }

    /** Waits until the server has hung up, whatever it says before. */
    void awaitHangUp() throws IOException {
        byte[] unused = connection.getInputStream().readAllBytes();
    }

    /** {@return whether the server has not hung up} */
    boolean isOpen() throws IOException {
        connection.setSoTimeout(50);
        try {
            awaitHangUp();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
