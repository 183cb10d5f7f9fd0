package dev.bulkhead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Modules that break a rule of the contract are caught. */
class ModuleContractTest {
    /** The contract for a module that should publish what it receives. Not found by itself, because it is abstract. */
    abstract static class EchoContract extends ModuleContract {
        private final Class<? extends Module> type;

        EchoContract(Class<? extends Module> type) {
            this.type = type;
        }

        @Override
        protected Subject subject() throws Exception {
            return Subject.of(type);
        }

        @Override
        protected List<String> badArgs() {
            return List.of("{ \"unknown\": 1 }");
        }

        @Override
        protected List<Message> samples() {
            return List.of(Message.of(Map.of("n", "1"), "one"), Message.of(Map.of("n", "2"), "two"));
        }

        @Override
        protected void verify(List<Message> published) {
            assertThat(published).hasSize(samples().size());
            if (type == BadModules.Amnesiac.class) {
                assertThat(published).extracting(Message::text).containsExactly("first", "another");
            }
        }

        @Override
        Duration stopLimit() {
            return Duration.ofMillis(250);
        }

        @Override
        Duration patience() {
            return Duration.ofMillis(500);
        }
    }

    static class Indifferent extends EchoContract {
        Indifferent() {
            super(BadModules.Echo.class);
        }
    }

    static class Speechless extends EchoContract {
        Speechless() {
            super(BadModules.Speechless.class);
        }
    }

    static class Picky extends EchoContract {
        Picky() {
            super(BadModules.Picky.class);
        }
    }

    static class Slow extends EchoContract {
        Slow() {
            super(BadModules.Slow.class);
        }
    }

    static class Spinner extends EchoContract {
        Spinner() {
            super(BadModules.Spinner.class);
        }
    }

    static class Clinger extends EchoContract {
        Clinger() {
            super(BadModules.Clinger.class);
        }
    }

    static class Local extends EchoContract {
        Local() {
            super(BadModules.Local.class);
        }
    }

    static class Forgetful extends EchoContract {
        Forgetful() {
            super(BadModules.Forgetful.class);
        }
    }

    static class Boastful extends EchoContract {
        Boastful() {
            super(BadModules.Echo.class);
        }

        @Override
        protected boolean ignoresRedelivered() {
            return true;
        }
    }

    static class Amnesiac extends EchoContract {
        Amnesiac() {
            super(BadModules.Amnesiac.class);
        }
    }

    private static Events run(Class<? extends ModuleContract> contract, String method) {
        Method found = Stream.of(SimulatedContract.class, ModuleContract.class)
                .flatMap(part -> Arrays.stream(part.getDeclaredMethods()))
                .filter(each -> each.getName().equals(method))
                .findFirst()
                .orElseThrow();
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(contract, found))
                .execute()
                .testEvents();
    }

    private static void assertCaught(Class<? extends ModuleContract> contract, String method, String words) {
        List<String> failures = run(contract, method)
                .failed()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> String.valueOf(result.getThrowable().orElseThrow()))
                .toList();
        assertThat(failures).isNotEmpty().allSatisfy(text -> assertThat(text).contains(words));
    }

    @Test
    void shouldCatchAModuleThatTakesAnyArguments() {
        assertCaught(Indifferent.class, "shouldRefuseBadArgumentsWithAText", "what create throws for the arguments");
    }

    @Test
    void shouldCatchAModuleThatRefusesArgumentsWithoutAText() {
        assertCaught(Speechless.class, "shouldRefuseBadArgumentsWithAText", "the operator sees nothing else");
    }

    @Test
    void shouldCatchAModuleThatThrowsAtItsSamples() {
        assertCaught(Picky.class, "shouldDoItsWorkOnAClockThatTheTestMoves", "what receive threw");
    }

    @Test
    void shouldCatchAModuleThatDoesNotEndInTime() {
        assertCaught(Slow.class, "shouldBearToBeStoppedAtOnce", "a gateway gives up then");
        assertCaught(Slow.class, "shouldStopInTimeAfterItsWork", "a gateway gives up then");
    }

    @Test
    void shouldCatchAThreadThatGoesOn() {
        assertCaught(Spinner.class, "shouldLeaveNoThreadAndNoClassBehind", "spinner");
    }

    @Test
    void shouldCatchClassesThatCannotBeUnloaded() {
        assertCaught(Clinger.class, "shouldLeaveNoThreadAndNoClassBehind", "can be unloaded");
    }

    @Test
    void shouldCatchAModuleThatStumblesOverADuplicate() {
        assertCaught(Forgetful.class, "shouldBearMessagesThatComeTwice", "again?");
    }

    @Test
    void shouldCatchAModuleThatDoesItsWorkTwiceThoughItSaysNot() {
        assertCaught(Boastful.class, "shouldBearMessagesThatComeTwice", "Expected size: 2 but was: 4");
    }

    @Test
    void shouldCatchAStateThatIsNotRestored() {
        assertCaught(Amnesiac.class, "shouldGoOnWithItsStateFromAnyMoment", "first");
    }

    @Test
    void shouldCatchAModuleThatDoesSomethingElseInAnotherProcess() {
        assertCaught(Local.class, "shouldDoTheSameWhereverItRuns", "compared with in-process");
    }
}
