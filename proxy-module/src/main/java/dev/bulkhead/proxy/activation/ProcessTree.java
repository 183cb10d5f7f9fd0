package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process and all that came of it. Each inherits a mark in its environment, so that a grandchild is found even when its parents
 * are gone, and a process that merely got a number again is not. A {@link ProcessHandle} holds the start time, so a signal never
 * goes to a later process of the same number.
 */
final class ProcessTree {
    /** The name of the environment variable with the mark. */
    static final String MARK = "BULKHEAD_LAUNCH";

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);
    private static final Path PROC = Path.of("/proc");
    private static final Duration KILL_TAKES = Duration.ofSeconds(5);

    private final ProcessHandle root;
    private final String mark;

    /**
     * Names the tree.
     *
     * @param mark the value of {@value #MARK} in the root's environment
     */
    ProcessTree(ProcessHandle root, String mark) {
        this.root = root;
        this.mark = mark;
    }

    /** Asks every process to end, waits, and kills those that have not. */
    void terminate(Duration grace) {
        members().values().forEach(ProcessHandle::destroy);
        if (!awaitEnd(grace, process -> {})) {
            LOG.warn("processes of {} did not end within {} ms of SIGTERM; killing them", root.pid(), grace.toMillis());
        }
        kill();
    }

    /** Kills every process. */
    void kill() {
        // Again until none is left: one may be born between the look around and the end of its parent.
        if (!awaitEnd(KILL_TAKES, ProcessHandle::destroyForcibly)) {
            LOG.error("processes {} survive SIGKILL", members().keySet());
        }
    }

    private boolean awaitEnd(Duration limit, Consumer<ProcessHandle> toEachLeft) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (Map<Long, ProcessHandle> left = members(); !left.isEmpty(); left = members()) {
            left.values().forEach(toEachLeft);
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(20_000_000L);
        }
        return true;
    }

    /** {@return those that run, by pid} */
    Map<Long, ProcessHandle> members() {
        Map<Long, ProcessHandle> found = new LinkedHashMap<>();
        add(found, root);
        root.descendants().forEach(child -> add(found, child));
        addMarked(found);
        return found;
    }

    private static void add(Map<Long, ProcessHandle> found, ProcessHandle process) {
        if (process.isAlive() && !isZombie(process.pid())) {
            found.put(process.pid(), process);
        }
    }

    private void addMarked(Map<Long, ProcessHandle> found) {
        if (!Files.isDirectory(PROC)) {
            return;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (isMarked(process)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName() + ""))
                            .ifPresent(handle -> add(found, handle));
                }
            }
        } catch (IOException e) {
            LOG.debug("cannot list {}", PROC, e);
        }
    }

    private boolean isMarked(Path process) {
        try {
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + MARK + "=" + mark + "\0");
        } catch (IOException e) {
            return false; // ended meanwhile, or somebody else's
        }
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false; // no /proc here, or ended meanwhile, which isAlive tells
        }
    }
}
