package dev.bulkhead.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A line to whoever runs the benchmark: both say words, one a line. */
public final class Phone implements AutoCloseable {
    private static final String HUNG_UP = "hung up";

    private final Socket socket;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private volatile boolean stopped;

    private Phone(Socket socket) {
        this.socket = socket;
    }

    /** Calls the desk at this port and says who calls. */
    public static Phone call(int desk, String whoCalls) throws IOException {
        Phone phone = new Phone(new Socket(InetAddress.getLoopbackAddress(), desk));
        Thread listener = new Thread(phone::listen, "phone-of-" + whoCalls);
        listener.setDaemon(true);
        listener.start();
        phone.say(whoCalls);
        return phone;
    }

    private void listen() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                stopped |= line.equals("stop");
                heard.add(line);
            }
        } catch (IOException e) {
            // Told to whoever waits for a word.
        }
        stopped = true;
        heard.add(HUNG_UP);
    }

    /** Says a word, with what belongs to it. */
    public void say(String line) {
        try {
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a word. {@return what stands behind it in its line} */
    public String await(String word) throws InterruptedException {
        while (true) {
            String line = heard.take();
            if (line.equals(HUNG_UP)) {
                throw new IllegalStateException("the desk hung up");
            }
            if (line.equals(word) || line.startsWith(word + " ")) {
                return line.substring(word.length()).strip();
            }
        }
    }

    /** {@return whether the desk has said "stop", or is gone} */
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
