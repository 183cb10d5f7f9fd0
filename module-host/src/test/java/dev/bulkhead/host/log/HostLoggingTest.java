package dev.bulkhead.host.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.wire.packet.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** Changes where all of this process logs to, and back. */
class HostLoggingTest {
    private static final Logger LOG = LoggerFactory.getLogger("com.acme.Valve");

    private final HostLogging logging = new HostLogging();
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<LogLine> lines = new CopyOnWriteArrayList<>();

    @BeforeEach
    void capture() {
        System.setErr(new PrintStream(printed, true, UTF_8));
    }

    @AfterEach
    void release() {
        System.setErr(before);
        logging.toConsole();
    }

    private void toGateway(boolean consoleToo) {
        logging.toGateway(
                "valve",
                line -> {
                    // Threads of other tests may log meanwhile.
                    if (line.logger().equals(LOG.getName())) {
                        lines.add(line);
                    }
                },
                consoleToo);
    }

    private String onConsole() {
        return printed.toString(UTF_8);
    }

    @Test
    void shouldLogToStandardErrorUntilAGatewayIsThere() {
        logging.toConsole();
        LOG.info("größe {}", 1);

        assertThat(onConsole()).containsPattern("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  größe 1$");
    }

    @Test
    void shouldLogNoDetailsUnlessAskedTo() {
        logging.toConsole();
        toGateway(true);
        LOG.debug("detail");

        assertThat(onConsole()).doesNotContain("detail");
        assertThat(lines).isEmpty();
    }

    @Test
    void shouldLogToTheGatewayInPlaceOfStandardError() {
        logging.toConsole();
        toGateway(false);
        LOG.warn("stuck at {}", 7);

        assertThat(lines).hasSize(1);
        LogLine line = lines.get(0);
        assertThat(line.level()).isEqualTo(30);
        assertThat(line.logger()).isEqualTo("com.acme.Valve");
        assertThat(line.text()).isEqualTo("stuck at 7");
        assertThat(line.epochMillis()).isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
        assertThat(onConsole()).doesNotContain("stuck");
    }

    @Test
    void shouldLogToBothForWhoeverStartedTheHostByHand() {
        logging.toConsole();
        toGateway(true);
        LOG.warn("stuck");

        assertThat(lines).hasSize(1);
        assertThat(onConsole()).contains("WARN  stuck");
    }

    @Test
    void shouldLogToStandardErrorAgainWhenTheGatewayIsGone() {
        toGateway(false);
        logging.toConsole();
        LOG.warn("alone");

        assertThat(lines).isEmpty();
        assertThat(onConsole()).containsOnlyOnce("WARN  alone");
    }

    @ParameterizedTest
    @CsvSource({"INFO, 20", "WARN, 30", "ERROR, 40"})
    void shouldNumberLevelsAsTheProtocolDoes(String level, int number) {
        toGateway(false);
        LOG.atLevel(Level.valueOf(level)).log("text");

        assertThat(lines).extracting(LogLine::level).containsExactly(number);
    }

    @Test
    void shouldPutEveryArgumentInItsPlace() {
        toGateway(false);
        LOG.info("{} of {} at {}", 1, new int[] {2}, "three");
        LOG.info("{} and {}", "one");
        LOG.info(null);
        LOG.atInfo().addKeyValue("valve", 7).addArgument("open").log("is {}");

        assertThat(lines)
                .extracting(LogLine::text)
                .containsExactly("1 of [2] at three", "one and {}", "null", "valve=7 is open");
    }

    @Test
    void shouldLogWhatCannotTellAboutItself() {
        class Broken extends RuntimeException {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no words");
            }

            @Override
            public String toString() {
                throw new IllegalStateException("no words");
            }
        }
        toGateway(false);
        LOG.warn("stuck", new Broken());
        LOG.warn("stuck: {}", new Object[] {new Broken(), "unused"});

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).text()).startsWith("stuck\n").contains("Broken");
        assertThat(lines.get(1).text()).startsWith("stuck: [FAILED toString()]");
    }

    @Test
    void shouldKeepWhatAModuleNotesOfItsThread() {
        MDC.put("valve", "7");
        assertThat(MDC.get("valve")).isEqualTo("7");
        MDC.remove("valve");
        assertThat(MDC.get("valve")).isNull();
    }

    @Test
    void shouldKnowOneLoggerOfAName() {
        assertThat(LoggerFactory.getLogger(LOG.getName())).isSameAs(LOG);
    }

    @Test
    void shouldSendTheStackTraceWithItsLine() {
        toGateway(false);
        LOG.error("failed", new IOException("busy", new IllegalStateException("hardware")));

        assertThat(lines.get(0).text())
                .startsWith("failed\njava.io.IOException: busy\n\tat dev.bulkhead.host.log.HostLoggingTest.")
                .contains("Caused by: java.lang.IllegalStateException: hardware")
                .doesNotEndWith("\n");
    }
}
