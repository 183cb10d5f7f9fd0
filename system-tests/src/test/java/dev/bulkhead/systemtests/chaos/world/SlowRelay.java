package dev.bulkhead.systemtests.chaos.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Carries TCP connections on, and holds back what passes for as long as it is told; the order and the bytes stay. */
final class SlowRelay implements AutoCloseable {
    private static final int CHUNK = 16 << 10;
    private static final int CHUNKS = 256;

    private final ServerSocket server;
    private final Supplier<String> target;
    private volatile int delayMillis;

    /** What has come and goes on at some time; no bytes at the end. */
    private static final class Chunk {
        private final byte[] bytes;
        private final long due;

        Chunk(byte[] bytes, long due) {
            this.bytes = bytes;
            this.due = due;
        }
    }

    private SlowRelay(ServerSocket server, Supplier<String> target) {
        this.server = server;
        this.target = target;
    }

    /**
     * Opens one on a free port.
     *
     * @param target where to carry connections, as {@code tcp://HOST:PORT}; asked for each one
     */
    static SlowRelay open(String address, Supplier<String> target) throws IOException {
        SlowRelay relay = new SlowRelay(new ServerSocket(0, 50, InetAddress.getByName(address)), target);
        start(relay::accept);
        return relay;
    }

    String url() {
        return "tcp://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    void delay(int millis) {
        delayMillis = millis;
    }

    /** The threads end with the connections. */
    private static void start(Runnable work) {
        Thread thread = new Thread(work, "slow-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket from = server.accept();
                start(() -> connect(from));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket from) {
        URI uri = URI.create(target.get());
        Socket to = new Socket();
        try {
            to.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        } catch (IOException e) {
            close(from, to);
            return;
        }
        carry(from, to);
        carry(to, from);
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Chunk> waiting = new LinkedBlockingQueue<>(CHUNKS);
        start(() -> take(from, waiting));
        start(() -> {
            give(waiting, to);
            close(from, to);
        });
    }

    private void take(Socket from, BlockingQueue<Chunk> waiting) {
        try {
            try {
                InputStream in = from.getInputStream();
                byte[] buffer = new byte[CHUNK];
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    waiting.put(new Chunk(Arrays.copyOf(buffer, read), dueNow()));
                }
            } catch (IOException e) {
                // The same as its end.
            }
            waiting.put(new Chunk(new byte[0], dueNow()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long dueNow() {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis);
    }

    private static void give(BlockingQueue<Chunk> waiting, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            for (Chunk chunk = waiting.take(); chunk.bytes.length > 0; chunk = waiting.take()) {
                TimeUnit.NANOSECONDS.sleep(chunk.due - System.nanoTime());
                out.write(chunk.bytes);
            }
        } catch (IOException e) {
            // Nobody is there any more to whom it could matter.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket... sockets) {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone either way.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
