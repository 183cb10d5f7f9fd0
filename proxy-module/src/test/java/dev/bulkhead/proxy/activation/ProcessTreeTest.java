package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With processes of a shell. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ProcessTreeTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final String mark = UUID.randomUUID().toString();
    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void killAll() {
        started.forEach(process -> new ProcessTree(process.toHandle(), mark).kill());
    }

    private Process start(String mark, String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).directory(folder.toFile());
        builder.environment().put(ProcessTree.MARK, mark);
        Process process = builder.redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    private ProcessTree tree(Process root) {
        return new ProcessTree(root.toHandle(), mark);
    }

    /** {@return the number that a script writes into a file} */
    private long number(String file) {
        Path path = folder.resolve(file);
        return await().until(() -> readNumber(path), number -> number > 0);
    }

    private static long readNumber(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file) : "";
        return text.endsWith("\n") ? Long.parseLong(text.strip()) : 0;
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !isZombie(pid);
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void shouldHaveTheRootAndItsChildren() throws IOException {
        Process root = start(mark, "sleep 1000 & echo $! > child; wait");
        long child = number("child");

        assertThat(tree(root).members().keySet()).contains(root.pid(), child);
    }

    @Test
    void shouldBeEmptyWhenAllHaveEnded() throws Exception {
        Process root = start(mark, "exit 3");
        root.waitFor();

        assertThat(tree(root).members()).isEmpty();
        tree(root).terminate(LONG);
        tree(root).kill();
    }

    @Test
    void shouldEndWithSigtermWhoeverListens() throws Exception {
        Process root = start(mark, "trap 'echo bye > farewell; exit 7' TERM; sleep 1000 & echo $! > child; wait");
        long child = number("child");

        tree(root).terminate(LONG);

        assertThat(root.waitFor()).isEqualTo(7);
        assertThat(folder.resolve("farewell")).hasContent("bye");
        assertThat(runs(child)).isFalse();
    }

    @Test
    void shouldKillAChildThatIsDeafToSigterm() throws Exception {
        Process root =
                start(mark, "sh -c \"trap '' TERM; echo \\$\\$ > child; while :; do sleep 1000; done\" & wait; exit 0");
        long child = number("child");

        tree(root).terminate(Duration.ofMillis(100));

        assertThat(runs(child)).isFalse();
        assertThat(root.waitFor(0, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldEndARootThatIsStopped() throws Exception {
        Process root = start(mark, "echo $$ > ready; kill -STOP $$; sleep 1000");
        number("ready");

        tree(root).terminate(Duration.ofMillis(100));

        assertThat(root.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void shouldFindAGrandchildWhoseParentsAreGone() throws Exception {
        Process root = start(mark, "(sleep 1000 & echo $! > grandchild) & wait");
        long grandchild = number("grandchild");
        root.waitFor();

        assertThat(tree(root).members()).containsOnlyKeys(grandchild);

        tree(root).terminate(LONG);
        assertThat(runs(grandchild)).isFalse();
    }

    @Test
    void shouldKillAGrandchildWhoseParentsAreGone() throws Exception {
        Process root = start(mark, "setsid sh -c \"trap '' TERM; echo \\$\\$ > grandchild; sleep 1000; sleep 1000\" &");
        long grandchild = number("grandchild");
        root.waitFor();

        tree(root).kill();

        assertThat(runs(grandchild)).isFalse();
    }

    @Test
    void shouldLeaveProcessesOfOtherMarksAlone() throws Exception {
        Process root = start(mark, "sleep 1000");
        // One whose mark begins with ours, and one with another of a name that ends with ours.
        Process longer = start(mark + "0", "echo $$ > longer; exec sleep 1000");
        Process other =
                start("another", "export X" + ProcessTree.MARK + "=" + mark + "; echo $$ > other; exec sleep 1000");
        number("longer");
        number("other");

        tree(root).kill();

        assertThat(root.isAlive()).isFalse();
        assertThat(longer.isAlive()).isTrue();
        assertThat(other.isAlive()).isTrue();
        new ProcessTree(longer.toHandle(), mark + "0").kill();
        new ProcessTree(other.toHandle(), "another").kill();
    }

    @Test
    void shouldNotCountAZombie() throws Exception {
        // What exec makes of the shell never looks after the child that it did not start.
        Process root = start(mark, "sh -c 'echo $$ > zombie' & exec sleep 1000");
        long zombie = number("zombie");
        await().until(() -> isZombie(zombie));

        assertThat(tree(root).members()).containsOnlyKeys(root.pid());
    }

    @Test
    void shouldKillWhatIsBornWhileItKills() throws Exception {
        // Not marked, so that it is found as the root alone.
        Process root = start("", "exec sleep 1000");
        AtomicBoolean born = new AtomicBoolean();
        ProcessHandle fertile = whichBefore(root.toHandle(), "destroyForcibly", () -> {
            if (born.compareAndSet(false, true)) {
                start(mark, "echo $$ > late; exec sleep 1000");
                number("late");
            }
        });

        new ProcessTree(fertile, mark).kill();

        assertThat(runs(number("late"))).isFalse();
    }

    private interface Action {
        void run() throws Exception;
    }

    private static ProcessHandle whichBefore(ProcessHandle real, String method, Action action) {
        return (ProcessHandle) Proxy.newProxyInstance(
                ProcessTreeTest.class.getClassLoader(),
                new Class<?>[] {ProcessHandle.class},
                (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        action.run();
                    }
                    try {
                        return called.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
