package dev.bulkhead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bulkhead.api.Message;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a module must do in simulated surroundings. */
abstract class SimulatedContract extends ContractTerms {
    private void requireClasses() {
        assumeTrue(tested().isOfClasses(), "a program cannot be run in the test's process");
    }

    @Test
    void shouldDoItsWorkOnAClockThatTheTestMoves() throws Exception {
        requireClasses();
        Isolated.run(tested(), module -> {
            begin(module);
            module.send(samples().toArray(Message[]::new));
            verifyInTime(module);
        });
    }

    @Test
    void shouldRefuseBadArgumentsWithAText() throws Exception {
        requireClasses();
        for (String bad : badArgs()) {
            Isolated.run(
                    tested(),
                    module -> assertThat(catchThrowable(() -> module.args(bad).start()))
                            .as("what create throws for the arguments %s", bad)
                            .isNotNull()
                            .satisfies(thrown -> assertThat(thrown.getMessage())
                                    .as("the text of what create throws for %s: the operator sees nothing else", bad)
                                    .isNotBlank()));
        }
    }

    @Test
    void shouldBearToBeStoppedAtOnce() throws Exception {
        requireClasses();
        Isolated.run(tested(), module -> {
            begin(module);
            stopInTime(module);
        });
    }

    @Test
    void shouldStopInTimeAfterItsWork() throws Exception {
        requireClasses();
        Isolated.run(tested(), module -> {
            begin(module);
            module.send(samples().toArray(Message[]::new));
            stopInTime(module);
        });
    }

    private void stopInTime(ModuleUnderTest module) throws Exception {
        long began = System.nanoTime();
        module.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("the time that destroy took; a gateway gives up then")
                .isLessThan(stopLimit());
    }

    @Test
    void shouldLeaveNoThreadAndNoClassBehind() throws Exception {
        requireClasses();
        WeakReference<ClassLoader> classes = Isolated.afterwards(tested(), module -> {
            begin(module);
            module.send(samples().toArray(Message[]::new));
            module.stop();
        });
        assertThat(Isolated.threadsOf(classes, patience()))
                .as("threads of the module that run on after destroy")
                .isEmpty();
        assertThat(Isolated.isGone(classes, patience()))
                .as(
                        "whether the module's classes can be unloaded after destroy; something outside keeps one of its objects: a"
                                + " thread, a shutdown hook, a static list of the JDK or a library's, a driver that was registered")
                .isTrue();
    }

    @Test
    void shouldBearMessagesThatComeTwice() throws Exception {
        requireClasses();
        Isolated.run(tested(), module -> {
            begin(module);
            for (Message message : samples()) {
                module.faults().deliverTwice(message);
            }
            assertThat(module.failures())
                    .as("what receive threw when each message came twice, the second time with bulkhead.redelivered")
                    .isEmpty();
            if (ignoresRedelivered()) {
                verifyInTime(module);
            }
        });
    }

    @Test
    void shouldGoOnWithItsStateFromAnyMoment() throws Exception {
        requireClasses();
        assumeTrue(tested().isStateful().orElse(false), "the module is not Stateful");
        for (int before = 0; before <= samples().size(); before++) {
            goOnAfter(before);
        }
    }

    private void goOnAfter(int before) throws Exception {
        List<Message> samples = samples();
        Isolated.run(tested(), module -> {
            begin(module);
            module.send(samples.subList(0, before).toArray(Message[]::new));
            module.suspend();
            byte[] state = module.saveState();
            module.stop();
            module.startWith(state);
            module.send(samples.subList(before, samples.size()).toArray(Message[]::new));
            verifyInTime(module);
        });
    }

    private void begin(ModuleUnderTest module) throws Exception {
        prepare();
        module.args(args()).start();
    }

    /** Lets the time pass that the module needs, and some more for what it does outside. */
    private void verifyInTime(ModuleUnderTest module) throws Exception {
        module.clock().advance(takes());
        awaitVerified("in simulated surroundings", module::published);
        assertThat(module.failures()).as("what receive threw").isEmpty();
    }
}
