package dev.bulkhead.host;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd, where a unit of it wants to know, that this process is ready, and from then on that it lives. Java 17 cannot write to
 * systemd's socket, so {@code systemd-notify} does; it comes with systemd.
 */
public final class SystemdNotice implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemdNotice.class);
    private static final String COMMAND = "systemd-notify";

    /** So often within the time after which systemd gives this process up does it say that it lives. */
    private static final int SIGNS_OF_LIFE = 3;

    private final Sender sender;
    private final Duration watchdog;
    private final String status;

    /** Hands a notice to systemd. */
    @FunctionalInterface
    interface Sender {
        void send(List<String> command) throws IOException, InterruptedException;
    }

    /**
     * Prepares the notices.
     *
     * @param watchdog after how much silence systemd gives this process up; zero for never
     * @param status what this process does, in a few words
     */
    SystemdNotice(Sender sender, Duration watchdog, String status) {
        this.sender = sender;
        this.watchdog = watchdog;
        this.status = status;
    }

    /** Gives notices from now on, on a thread of its own, if this process is a service that shall. */
    public static void begin(Map<String, String> environment, String status) {
        if (!environment.containsKey("NOTIFY_SOCKET")) {
            return;
        }
        SystemdNotice notice = new SystemdNotice(SystemdNotice::run, watchdog(environment), status);
        Thread thread = new Thread(notice, "systemd-notice");
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return after how much silence systemd gives this process up; zero for never} */
    static Duration watchdog(Map<String, String> environment) {
        String pid = environment.get("WATCHDOG_PID");
        boolean meant =
                pid == null || pid.equals(String.valueOf(ProcessHandle.current().pid()));
        String micros = environment.getOrDefault("WATCHDOG_USEC", "0");
        return meant && micros.matches("[0-9]{1,18}") ? Duration.ofNanos(Long.parseLong(micros) * 1000) : Duration.ZERO;
    }

    @Override
    public void run() {
        try {
            sender.send(List.of(COMMAND, "--ready", "--status=" + status));
            while (!watchdog.isZero()) {
                TimeUnit.NANOSECONDS.sleep(watchdog.toNanos() / SIGNS_OF_LIFE);
                sender.send(List.of(COMMAND, "WATCHDOG=1"));
            }
        } catch (IOException e) {
            LOG.warn("systemd waits for notices of this process, which cannot be given: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(COMMAND + " exits with status " + status);
        }
    }
}
