package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SharedHostTest {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final HostEnd KILLED = new HostEnd(false, "the host was ended by signal 9");

    private final List<FakeProcess> processes = new ArrayList<>();
    private boolean endsAtOnce;
    private final SharedHost host = new SharedHost("house", () -> {
        FakeProcess process = new FakeProcess(100 + processes.size(), endsAtOnce);
        processes.add(process);
        return process;
    });
    private final List<String> ends = new ArrayList<>();

    private Activation join(String module) throws IOException {
        Activation activation =
                host.activationOf(new ModuleToLoad(module, "com.acme.Valve", null), "tcp://127.0.0.1:*");
        activation.start("tcp://127.0.0.1:4000" + processes.size(), end -> ends.add(module + ": " + end.text()));
        return activation;
    }

    private FakeProcess only() {
        assertThat(processes).hasSize(1);
        return processes.get(0);
    }

    @Test
    void shouldStartOneProcessAndAnnounceEachModuleWithItsOwnToken() throws IOException {
        Activation left = join("left");
        Activation right = join("right");

        assertThat(only().announced).containsExactly("left " + left.token(), "right " + right.token());
        assertThat(left.token()).isNotEqualTo(right.token());
        assertThat(left.pid()).isEqualTo(right.pid()).hasValue(100);
    }

    @Test
    void shouldEndTheProcessWithTheLastModule() throws IOException {
        Activation left = join("left");
        Activation right = join("right");

        left.awaitEnd(GRACE);
        left.stop(GRACE);
        assertThat(only().calls).isEmpty();

        right.awaitEnd(GRACE);
        assertThat(only().calls).containsExactly("endInput", "awaitEnd");
        right.stop(GRACE);
        assertThat(only().calls).containsExactly("endInput", "awaitEnd", "stop");
    }

    @Test
    void shouldStartAnotherProcessAfterTheLastHasLeft() throws IOException {
        join("left").stop(GRACE);

        assertThat(join("right").pid()).hasValue(101);
    }

    @Test
    void shouldTellEveryModuleThatTheProcessHasEnded() throws IOException {
        join("left").stop(GRACE);
        processes.clear();
        join("left");
        join("middle").stop(GRACE);
        join("right");

        only().ended.accept(KILLED);

        assertThat(ends).containsExactlyInAnyOrder("left: " + KILLED.text(), "right: " + KILLED.text());
    }

    @Test
    void shouldStartAnotherProcessAfterOneHasEnded() throws IOException {
        Activation left = join("left");
        only().ended.accept(KILLED);

        assertThat(join("right").pid()).hasValue(101);
        assertThat(left.pid()).hasValue(100);
    }

    @Test
    void shouldKillTheProcessAndTellTheOthersWhy() throws IOException {
        Activation left = join("left");
        join("right");

        left.kill();
        only().ended.accept(KILLED);

        assertThat(only().calls).containsExactly("kill");
        assertThat(ends).containsExactly("right: the host house was killed, because it did not answer for left");
    }

    @Test
    void shouldSayThatTheProcessEndedAtOnce() {
        endsAtOnce = true;

        assertThatIOException()
                .isThrownBy(() -> join("left"))
                .withMessage("the host house ended at once: the java command is missing");
    }

    @Test
    void shouldDoNothingForAModuleThatWasNeverStarted() {
        Activation never = host.activationOf(new ModuleToLoad("left", "com.acme.Valve", null), "tcp://127.0.0.1:*");

        never.awaitEnd(GRACE);
        never.stop(GRACE);
        never.kill();

        assertThat(never.pid()).isEmpty();
        assertThat(never.diagnose()).isEqualTo("the host was not started");
        assertThat(never.listenOn("tcp://127.0.0.1:*")).isEqualTo("tcp://127.0.0.1:*");
    }

    private static final class FakeProcess implements SharableActivation {
        private final long pid;
        private final boolean endsAtOnce;
        private final List<String> calls = new ArrayList<>();
        private final List<String> announced = new ArrayList<>();
        private Consumer<HostEnd> ended = end -> {};

        FakeProcess(long pid, boolean endsAtOnce) {
            this.pid = pid;
            this.endsAtOnce = endsAtOnce;
        }

        @Override
        public void startShared(Consumer<HostEnd> newEnded) {
            ended = newEnded;
            if (endsAtOnce) {
                ended.accept(KILLED);
            }
        }

        @Override
        public void add(HostEntry entry) {
            announced.add(entry.module().name() + " " + entry.token());
        }

        @Override
        public void endInput() {
            calls.add("endInput");
        }

        @Override
        public String token() {
            throw new UnsupportedOperationException("each module has its own");
        }

        @Override
        public String listenOn(String configured) {
            throw new UnsupportedOperationException("each module has its own");
        }

        @Override
        public void start(String gatewayUrl, Consumer<HostEnd> newEnded) {
            throw new UnsupportedOperationException("it starts without a module");
        }

        @Override
        public OptionalLong pid() {
            return OptionalLong.of(pid);
        }

        @Override
        public String diagnose() {
            return "the java command is missing";
        }

        @Override
        public void awaitEnd(Duration limit) {
            calls.add("awaitEnd");
        }

        @Override
        public void stop(Duration grace) {
            calls.add("stop");
        }

        @Override
        public void kill() {
            calls.add("kill");
        }
    }
}
