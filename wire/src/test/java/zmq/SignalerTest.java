package zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zmq.util.Errno;

@Timeout(60)
class SignalerTest {
    private static final long FOR_EVER = -1;

    private final Ctx context = new Ctx();
    private final Errno errno = new Errno();
    private final Signaler signaler = new Signaler(context, 0, errno);

    @BeforeEach
    void forget() {
        errno.set(0);
    }

    @AfterEach
    void close() throws IOException {
        signaler.close();
    }

    @Test
    void shouldBeTheOneThatJeroMqUses() {
        assertThat(Mailbox.class.getClassLoader().getResource("zmq/Signaler.class"))
                .isEqualTo(Signaler.class.getResource("Signaler.class"));
        assertThat(Signaler.class.getProtectionDomain().getCodeSource())
                .isNotEqualTo(Mailbox.class.getProtectionDomain().getCodeSource());
    }

    @Test
    void shouldHaveNothingToTakeAtFirst() {
        assertThat(signaler.waitEvent(0)).isFalse();
        assertThat(errno.get()).isEqualTo(ZError.EAGAIN);
        assertThat(signaler.waitEvent(1)).isFalse();
        assertThat(errno.get()).isEqualTo(ZError.EAGAIN);
    }

    @Test
    void shouldBeTakenOnceHoweverOftenItWasSent() {
        signaler.send();
        signaler.send();

        assertThat(signaler.waitEvent(0)).isTrue();
        assertThat(signaler.waitEvent(0)).isFalse();
        signaler.send();
        assertThat(signaler.waitEvent(FOR_EVER)).isTrue();
    }

    @Test
    void shouldMakeItsChannelReadableOnlyWhileThereIsASignal() throws IOException {
        Pipe.SourceChannel channel = (Pipe.SourceChannel) signaler.getFd();
        signaler.send();
        assertThat(signaler.waitEvent(0)).isTrue();

        assertThat(channel.read(ByteBuffer.allocate(1))).isZero();
    }

    @Test
    void shouldForgetAnEarlierFailureWhenASignalWasTaken() {
        errno.set(ZError.EINTR);
        signaler.send();

        assertThat(signaler.waitEvent(0)).isTrue();
        assertThat(errno.get()).isZero();
    }

    @Test
    void shouldSayThatItWasInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(signaler.waitEvent(FOR_EVER)).isFalse();
        assertThat(errno.get()).isEqualTo(ZError.EINTR);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void shouldKeepTheInterruptionOfASender() {
        Thread.currentThread().interrupt();
        signaler.send();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(signaler.waitEvent(0)).isTrue();
    }

    @Test
    void shouldBeQuietWhenTheMailboxIsClosed() throws IOException {
        signaler.close();
        signaler.send();

        assertThat(signaler.waitEvent(0)).isFalse();
        assertThat(signaler.waitEvent(FOR_EVER)).isFalse();
        assertThat(errno.get()).isEqualTo(ZError.EINTR);
    }

    @Test
    void shouldWakeAReaderThatWaits() throws InterruptedException {
        Thread reader = new Thread(() -> signaler.waitEvent(FOR_EVER));
        reader.start();
        await().until(() -> Arrays.toString(reader.getStackTrace()).contains("select"));
        signaler.send();

        reader.join();
    }

    @Test
    void shouldNeverLetACommandLieThatWasAddedBeforeASignal() throws InterruptedException {
        int senders = 3;
        int commands = 50_000;
        Queue<Integer> mailbox = new ConcurrentLinkedQueue<>();
        AtomicLong seen = new AtomicLong();
        Thread reader = new Thread(() -> {
            while (seen.get() < (long) senders * commands) {
                while (mailbox.poll() != null) {
                    seen.incrementAndGet();
                }
                if (seen.get() < (long) senders * commands) {
                    signaler.waitEvent(FOR_EVER);
                }
            }
        });
        reader.start();
        for (int s = 0; s < senders; s++) {
            new Thread(() -> {
                        for (int i = 0; i < commands; i++) {
                            mailbox.add(i);
                            signaler.send();
                        }
                    })
                    .start();
        }

        await().atMost(Duration.ofSeconds(40)).until(() -> !reader.isAlive());
        assertThat(seen).hasValue((long) senders * commands);
    }
}
