package dev.bulkhead.proxy.activation;

import dev.bulkhead.wire.packet.ForeignText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a host prints: handed on line by line, and the last lines kept to explain an end. A host may print anything, so lines are
 * cut, control characters replaced, and a flood is thinned out.
 */
final class HostOutput {
    private static final Logger LOG = LoggerFactory.getLogger(HostOutput.class);
    private static final int LONGEST_LINE = 2000;
    private static final int LINES_KEPT = 10;
    private static final int LINES_A_SECOND = 100;

    private final InputStream in;
    private final Set<String> secrets;
    private final Consumer<String> sink;
    private final ArrayDeque<String> last = new ArrayDeque<>();
    private final Thread thread;
    private long second;
    private int linesThisSecond;

    /**
     * Begins to read.
     *
     * @param secrets what must not be shown, even if a host prints it; may grow later
     */
    HostOutput(String module, InputStream in, Set<String> secrets, Consumer<String> sink) {
        this.in = new BufferedInputStream(in);
        this.secrets = secrets;
        this.sink = sink;
        thread = new Thread(this::read, "output-of-" + module);
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try {
            byte[] line = new byte[LONGEST_LINE];
            int length = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    line(line, length);
                    length = 0;
                } else if (length == LONGEST_LINE) {
                    int cut = isContinuation(b) ? startOfLastCharacter(line) : LONGEST_LINE;
                    line(line, cut);
                    System.arraycopy(line, cut, line, 0, LONGEST_LINE - cut);
                    length = LONGEST_LINE - cut;
                }
                if (b != '\n') {
                    line[length++] = (byte) b;
                }
            }
            if (length > 0) {
                line(line, length);
            }
            tellWhatWasLeftOut();
        } catch (IOException e) {
            LOG.debug("the output of a host ended: {}", e.getMessage());
        }
    }

    private static boolean isContinuation(int b) {
        return (b & 0xC0) == 0x80;
    }

    /** {@return the index of the character of UTF-8 that a full line ends with, which may be incomplete} */
    private static int startOfLastCharacter(byte[] line) {
        int at = LONGEST_LINE - 1;
        while (at > LONGEST_LINE - 4 && isContinuation(line[at])) {
            at--;
        }
        return at;
    }

    private void line(byte[] utf8, int length) {
        String raw = new String(utf8, 0, length, StandardCharsets.UTF_8);
        String line = ForeignText.lines(withoutSecrets(raw.stripTrailing()));
        synchronized (last) {
            last.add(line);
            if (last.size() > LINES_KEPT) {
                last.remove();
            }
        }
        long now = System.nanoTime() / 1_000_000_000L;
        if (now != second) {
            tellWhatWasLeftOut();
            second = now;
            linesThisSecond = 0;
        }
        if (++linesThisSecond <= LINES_A_SECOND) {
            sink.accept(line);
        }
    }

    private String withoutSecrets(String raw) {
        String shown = raw;
        for (String secret : secrets) {
            shown = shown.replace(secret, "(secret)");
        }
        return shown;
    }

    private void tellWhatWasLeftOut() {
        if (linesThisSecond > LINES_A_SECOND) {
            sink.accept((linesThisSecond - LINES_A_SECOND) + " lines were left out here");
        }
    }

    /** {@return the last lines printed, after waiting shortly for those that are still on their way from a process that ended} */
    List<String> lastLines() {
        try {
            thread.join(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (last) {
            return List.copyOf(last);
        }
    }
}
