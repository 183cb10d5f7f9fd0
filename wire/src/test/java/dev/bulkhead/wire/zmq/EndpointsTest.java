package dev.bulkhead.wire.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import zmq.ZError;

class EndpointsTest {
    private static final byte[] REQUEST = {7};

    private final Logger logger = (Logger) LoggerFactory.getLogger(Endpoints.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private final Endpoints endpoints = new Endpoints(1000);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        endpoints.close();
        System.setErr(stderr);
        logger.detachAppender(log);
    }

    @Test
    void shouldOpenAndCloseManyTimesWithoutAnExceptionOnStandardError() throws IOException {
        for (int i = 0; i < 300; i++) {
            openAndClose();
        }

        // A fuzz test that ran here before lets its agent name each class that is loaded.
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> !line.startsWith("INFO: Instrumented "))
                .noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "));
        assertThat(log.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
    }

    private static void openAndClose() throws IOException {
        try (Endpoints endpoints = new Endpoints(1000);
                ReplyServer server = endpoints.listen("tcp://127.0.0.1:*", "echo", Buffers::copy);
                RequestChannel channel = endpoints.connect(server.url())) {
            assertThat(channel.call(ByteBuffer.wrap(REQUEST), () -> false)).isEqualTo(REQUEST);
        }
    }

    @Test
    void shouldNotAlarmAnybodyWhenTheLastAcknowledgementOfASocketComesTooLate() {
        endpoints.report(new Thread("iothread-2"), new NullPointerException("slots[tid] is null"));

        assertThat(log.list)
                .extracting(ILoggingEvent::getLevel, ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        tuple(Level.DEBUG, "iothread-2 acknowledged the end of a socket that was gone already"));
    }

    @Test
    void shouldNotFillTheLogWithWhatAPeerCanCause() {
        for (int i = 0; i < 100; i++) {
            endpoints.report(new Thread("iothread-2"), new IllegalStateException("noise"));
        }

        assertThat(log.list).hasSize(1);
    }

    @Test
    void shouldWarnOfAnyOtherFailureInsideJeroMq() {
        endpoints.report(new Thread("iothread-2"), new ZError.IOException(new IOException("Too many open files")));

        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage()).isEqualTo("iothread-2 failed in JeroMQ, and goes on");
            assertThat(event.getThrowableProxy().getMessage()).contains("Too many open files");
        });
    }
}
