package dev.bulkhead.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.benchmarks.load.Load;
import dev.bulkhead.benchmarks.load.Parcel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ConfirmedOutletTest {
    private final Parcel parcel = new Load(64).numbered(0);
    private final List<CompletableFuture<String>> unconfirmed = new CopyOnWriteArrayList<>();
    private final ConfirmedOutlet outlet = new ConfirmedOutlet(2, unused -> {
        CompletableFuture<String> confirmation = new CompletableFuture<>();
        unconfirmed.add(confirmation);
        return confirmation;
    });

    private void publish() {
        try {
            assertThat(outlet.publish(parcel)).isTrue();
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Test
    void shouldWaitWhileTooManyAreNotConfirmed() throws InterruptedException {
        Thread publisher = new Thread(() -> {
            for (int i = 0; i < 3; i++) {
                publish();
            }
        });
        publisher.start();
        await().until(() -> publisher.getState() == Thread.State.WAITING);
        assertThat(unconfirmed).hasSize(2);

        unconfirmed.get(1).complete("stored");

        publisher.join();
        assertThat(unconfirmed).hasSize(3);
    }

    @Test
    void shouldFailWhenAMessageIsNotConfirmed() {
        publish();
        unconfirmed.get(0).completeExceptionally(new IllegalArgumentException("no room"));

        assertThatIllegalStateException().isThrownBy(this::publish).withMessageContaining("no room");
    }
}
