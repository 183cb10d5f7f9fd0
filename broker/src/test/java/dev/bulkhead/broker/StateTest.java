package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateTest {
    private final Bench bench = new Bench().add("b");
    private final Member member = bench.member("b");

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldCarryTheStateOfASuspendedModuleToItsNextLife() {
        Sleeper first = bench.run("b", new Sleeper().state(new byte[] {1, 2, 3}));
        assertThat(member.roles().stateful()).isTrue();
        Bench.done(member.suspend());
        byte[] saved = member.saveState().join();
        bench.stop("b", Duration.ZERO);

        Sleeper second = bench.create("b", new Sleeper());
        Bench.done(member.restoreState(saved));
        bench.start("b");

        assertThat(second.state()).containsExactly(1, 2, 3);
        assertThat(second.calls()).containsExactly("create", "restoreState", "start");
        assertThat(first.calls()).containsExactly("create", "start", "suspend", "saveState", "destroy");
        assertThat(second.threads()).hasSize(1);
    }

    @Test
    void shouldSaveAStateOfExactlyTheLimitAndNoLargerOne() {
        Sleeper sleeper = bench.run("b", new Sleeper().state(new byte[Bench.MAX_MESSAGE]));
        Bench.done(member.suspend());
        assertThat(member.saveState().join()).hasSize(Bench.MAX_MESSAGE);

        sleeper.state(new byte[Bench.MAX_MESSAGE + 1]);
        assertThat(Bench.failure(member.saveState().thenAccept(state -> {})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state has 10001 bytes, the limit is 10000 (gateway.maxMessage in the configuration);"
                        + " save less, or raise the limit");
        assertThat(member.isSuspended()).isTrue();
    }

    @Test
    void shouldRefuseAStateThatIsNone() {
        bench.run("b", new Sleeper().state(null));
        Bench.done(member.suspend());

        assertThat(member.saveState())
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withMessageContaining("saveState returned null");
    }

    @Test
    void shouldSaveNothingOfAModuleThatRuns() {
        bench.run("b", new Sleeper());

        assertThat(member.saveState())
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withMessageContaining("the module b is not suspended");
    }

    @Test
    void shouldDestroyAModuleThatCannotBeRestored() {
        Sleeper sleeper = bench.create("b", new Sleeper());

        assertThat(Bench.failure(member.restoreState(new byte[1]))).hasMessage("a state of one byte");
        assertThat(sleeper.calls()).containsExactly("create", "restoreState", "destroy");
        assertThat(member.isRunning()).isFalse();
        bench.run("b", new Sleeper());
        assertThat(member.isRunning()).isTrue();
    }

    @Test
    void shouldRefuseAModuleThatHasNoState() {
        bench.create("b", new Probe());

        assertThat(member.roles().stateful()).isFalse();
        assertThat(Bench.failure(member.restoreState(new byte[2])))
                .isInstanceOf(NotSupportedException.class)
                .hasMessage("the module b cannot have its state saved or restored: its class"
                        + " dev.bulkhead.broker.Probe does not implement dev.bulkhead.api.Stateful");
    }

    @Test
    void shouldNotRestoreAModuleThatHasStarted() {
        bench.run("b", new Sleeper());

        assertThat(Bench.failure(member.restoreState(new byte[2])))
                .hasMessage("the module b must be created and not yet started");
    }
}
