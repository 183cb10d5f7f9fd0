package dev.bulkhead.benchmarks.contest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where the processes of a run call, and say how they are getting on. */
public final class Desk implements AutoCloseable {
    private static final int LISTEN_MILLIS = 100;

    private final ServerSocket server;
    private final Children children;
    private final Map<String, BlockingQueue<String>> heard = new ConcurrentHashMap<>();
    private final Map<String, Socket> callers = new ConcurrentHashMap<>();

    private Desk(ServerSocket server, Children children) {
        this.server = server;
        this.children = children;
    }

    /** Opens a desk for processes that are among these children. */
    public static Desk open(Children children) throws IOException {
        Desk desk = new Desk(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), children);
        thread("desk", desk::accept);
        return desk;
    }

    /** {@return the port to call} */
    public int port() {
        return server.getLocalPort();
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                thread("call", () -> listen(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void listen(Socket socket) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            String caller = reader.readLine();
            if (caller != null) {
                callers.put(caller, socket);
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines(caller).add(line);
                }
            }
        } catch (IOException e) {
            // Whoever waits for a word learns from the process why there is none.
        }
    }

    private BlockingQueue<String> lines(String caller) {
        return heard.computeIfAbsent(caller, name -> new LinkedBlockingQueue<>());
    }

    /**
     * Waits for a word of a caller.
     *
     * @return what stands behind it in its line
     * @throws IllegalStateException if a process ended, or the caller says that it failed
     */
    public String await(String caller, String word) throws InterruptedException {
        while (true) {
            String line = lines(caller).poll(LISTEN_MILLIS, TimeUnit.MILLISECONDS);
            if (line == null) {
                String obituary = children.obituary();
                if (!obituary.isEmpty()) {
                    throw new IllegalStateException(obituary);
                }
            } else if (line.startsWith("failed")) {
                throw new IllegalStateException(caller + " " + line);
            } else if (line.equals(word) || line.startsWith(word + " ")) {
                return line.substring(word.length()).strip();
            }
        }
    }

    /** Says something to a caller from whom a word has come. */
    public void say(String caller, String line) throws IOException {
        Socket socket = callers.get(caller);
        if (socket == null) {
            throw new IOException(caller + " has not called");
        }
        socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : callers.values()) {
            socket.close();
        }
    }
}
