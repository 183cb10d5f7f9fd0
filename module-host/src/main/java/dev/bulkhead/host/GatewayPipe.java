package dev.bulkhead.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Standard input of a host that the gateway forked. Its first line is the launch token, or each line announces a module; its end
 * means that the gateway is gone, however it went, or has no more modules, and is noticed at once.
 */
final class GatewayPipe {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayPipe.class);

    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    /**
     * Waits for the token.
     *
     * @throws IOException if the pipe ends first
     */
    String readToken() throws IOException {
        String token = in.readLine();
        if (token == null || token.isBlank()) {
            throw new IOException("no token came on standard input, and the configuration file has none either; "
                    + "a host that is started by hand needs the file that the gateway wrote for it");
        }
        return token.trim();
    }

    /** Waits for the next line. {@return it; null at the end} */
    @Nullable
    String readLine() {
        try {
            return in.readLine();
        } catch (IOException e) {
            LOG.debug("the pipe to the gateway broke", e);
            return null;
        }
    }

    /** Runs something, on a thread of its own, when the gateway is gone. */
    void onEnd(Runnable gone) {
        Thread watcher = new Thread(() -> watch(gone), "gateway-pipe");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch(Runnable gone) {
        while (readLine() != null) {
            // Nothing is expected; only the end matters.
        }
        gone.run();
    }
}
