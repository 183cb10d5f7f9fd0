package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SystemdNoticeTest {
    private static final List<String> READY = List.of("systemd-notify", "--ready", "--status=hosts the module valve");
    private static final List<String> ALIVE = List.of("systemd-notify", "WATCHDOG=1");

    private final List<List<String>> sent = new CopyOnWriteArrayList<>();

    private SystemdNotice notice(Duration watchdog) {
        return new SystemdNotice(sent::add, watchdog, "hosts the module valve");
    }

    @Test
    void shouldSayOnceThatTheHostIsReady() {
        notice(Duration.ZERO).run();
        assertThat(sent).containsExactly(READY);
    }

    @Test
    void shouldSayAgainAndAgainThatTheHostLives() throws InterruptedException {
        Thread thread = new Thread(notice(Duration.ofMillis(30)));
        thread.start();
        await().until(() -> sent.size() > 3);
        thread.interrupt();
        thread.join();
        assertThat(sent).startsWith(READY, ALIVE, ALIVE, ALIVE);
    }

    @Test
    void shouldGoOnWithoutNoticesWhereTheyCannotBeGiven() {
        SystemdNotice notice = new SystemdNotice(
                command -> {
                    sent.add(command);
                    throw new IOException("no such command");
                },
                Duration.ofMillis(1),
                "hosts the module valve");
        notice.run();
        assertThat(sent).containsExactly(READY);
    }

    @Test
    void shouldKnowAfterHowMuchSilenceSystemdGivesItUp() {
        String self = String.valueOf(ProcessHandle.current().pid());
        assertThat(SystemdNotice.watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", self)))
                .isEqualTo(Duration.ofSeconds(60));
        assertThat(SystemdNotice.watchdog(Map.of("WATCHDOG_USEC", "60000000"))).isEqualTo(Duration.ofSeconds(60));
        assertThat(SystemdNotice.watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "1")))
                .as("somebody else's")
                .isZero();
        assertThat(SystemdNotice.watchdog(Map.of())).isZero();
        assertThat(SystemdNotice.watchdog(Map.of("WATCHDOG_USEC", "soon"))).isZero();
    }
}
