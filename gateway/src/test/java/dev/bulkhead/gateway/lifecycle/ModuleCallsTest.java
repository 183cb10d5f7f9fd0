package dev.bulkhead.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.Member;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModuleCallsTest {
    private final Member member = new Broker(1 << 20).add("valve");
    private final ModuleCalls calls = new ModuleCalls(
            member,
            new InProcessResidence(
                    Rig.config(Valve.class, Rig.NEVER, List.of()),
                    ModuleSource.CLASSES,
                    InProcessResidence.START_LIMIT));

    @BeforeEach
    void beSuspended() throws Exception {
        Valve.reset();
        calls.create(null);
        calls.start();
        calls.suspend();
    }

    @Test
    void shouldKeepAModuleSuspendedThatDoesNotSaveItsStateInTime() throws Exception {
        Valve.HOLDS_IN_SAVE.set(true);

        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(() -> calls.saveState(Duration.ofMillis(50)))
                .withMessage("it did not save its state within 50 ms; it stays suspended: allow more (timeout)")
                .matches(failure -> !failure.isHang());
        assertThat(member.isSuspended()).isTrue();

        Valve.HOLDS_IN_SAVE.set(false);
        Valve.GO.release();
        assertThat(calls.saveState(Rig.PATIENCE)).isEmpty();
        calls.resume();
        assertThat(member.isRunning()).isTrue();
        assertThat(calls.destroy(Duration.ZERO)).isTrue();
    }

    @Test
    void shouldKeepAModuleSuspendedThatHasNoTimeAtAllToSaveItsState() throws Exception {
        Valve.HOLDS_IN_SAVE.set(true);

        assertThatExceptionOfType(CallFailedException.class).isThrownBy(() -> calls.saveState(Duration.ZERO));

        Valve.GO.release();
        calls.resume();
        assertThat(member.isRunning()).isTrue();
        assertThat(calls.destroy(Duration.ZERO)).isTrue();
    }
}
