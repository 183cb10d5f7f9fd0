package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control groups of one host, which limit what its processes take together: one group in version 2 of Linux' control groups,
 * one for each controller in version 1.
 */
final class ControlGroup {
    private static final Logger LOG = LoggerFactory.getLogger(ControlGroup.class);
    private static final String PROCESSES = "cgroup.procs";
    private static final String HANDED_DOWN = "cgroup.subtree_control";
    private static final String KILLS = "oom_kill ";
    /** A file of version 2, since Linux 5.14. */
    private static final String KILL_ALL = "cgroup.kill";
    /** A group stays busy for a moment after its last process has ended. */
    private static final Duration REMOVAL_TAKES = Duration.ofSeconds(2);

    private static final int PERIOD_MICROS = 100_000;
    /** The least that Linux takes. */
    private static final long LEAST_QUOTA_MICROS = 1000;

    private final List<Path> folders = new ArrayList<>();
    private final String name;
    /** Where Linux counts the processes that it killed for memory; empty without a limit of memory. */
    private Optional<Path> kills = Optional.empty();
    /** An earlier gateway may have left the group behind, with its count. */
    private long killsBefore;

    private ControlGroup(String name) {
        this.name = name;
    }

    /**
     * Makes the groups.
     *
     * @param name their folders' name
     * @throws IOException if that is not possible here, with what is missing
     */
    static ControlGroup make(ControlGroups where, String name, OptionalLong memoryBytes, OptionalDouble cores)
            throws IOException {
        ControlGroup made = new ControlGroup(name);
        try {
            if (memoryBytes.isPresent()) {
                made.limitMemory(where, memoryBytes.getAsLong());
                made.killsBefore = made.countKills();
            }
            if (cores.isPresent()) {
                made.limitCores(where, cores.getAsDouble());
            }
            return made;
        } catch (IOException e) {
            made.remove();
            throw e;
        }
    }

    private void limitMemory(ControlGroups where, long bytes) throws IOException {
        Optional<Path> own = where.version1(ControlGroups.MEMORY);
        if (own.isPresent()) {
            Path folder = folderIn(own.get(), ControlGroups.MEMORY);
            write(folder.resolve("memory.limit_in_bytes"), String.valueOf(bytes));
            writeIfThere(folder.resolve("memory.memsw.limit_in_bytes"), String.valueOf(bytes));
            kills = Optional.of(folder.resolve("memory.oom_control"));
        } else {
            Path folder = folderIn(handingDown(where, ControlGroups.MEMORY), ControlGroups.MEMORY);
            write(folder.resolve("memory.max"), String.valueOf(bytes));
            writeIfThere(folder.resolve("memory.swap.max"), "0");
            kills = Optional.of(folder.resolve("memory.events"));
        }
    }

    private void limitCores(ControlGroups where, double cores) throws IOException {
        long quota = Math.max(LEAST_QUOTA_MICROS, Math.round(cores * PERIOD_MICROS));
        Optional<Path> own = where.version1(ControlGroups.CPU);
        if (own.isPresent()) {
            Path folder = folderIn(own.get(), ControlGroups.CPU);
            write(folder.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
            write(folder.resolve("cpu.cfs_quota_us"), String.valueOf(quota));
        } else {
            Path folder = folderIn(handingDown(where, ControlGroups.CPU), ControlGroups.CPU);
            write(folder.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
        }
    }

    /** {@return the group of version 2 below which a controller can be used} */
    private static Path handingDown(ControlGroups where, String controller) throws IOException {
        Path own = where.version2()
                .orElseThrow(() -> new IOException(
                        "a limit of " + controller + " needs Linux' control groups with the controller \"" + controller
                                + "\", and none is mounted here; take the limit out of the activation"));
        Path base = own.endsWith(ControlGroups.GATEWAY) ? own.resolveSibling("") : own;
        if (!has(base.resolve("cgroup.controllers"), controller)) {
            throw new IOException("a limit of " + controller + " needs the controller \"" + controller
                    + "\" in the control group " + base
                    + ", which has not got it; under systemd \"Delegate=yes\" gives it to the gateway's service");
        }
        if (!has(base.resolve(HANDED_DOWN), controller)) {
            moveAllInto(base, base.resolve(ControlGroups.GATEWAY));
            write(base.resolve(HANDED_DOWN), "+" + controller);
        }
        return base;
    }

    private static boolean has(Path file, String controller) throws IOException {
        return Files.exists(file)
                && List.of(Files.readString(file).strip().split(" ", -1)).contains(controller);
    }

    private static void moveAllInto(Path group, Path below) throws IOException {
        try {
            Files.createDirectories(below);
            for (String process : Files.readAllLines(group.resolve(PROCESSES))) {
                write(below.resolve(PROCESSES), process);
            }
        } catch (IOException e) {
            throw refused(group, e);
        }
    }

    private Path folderIn(Path group, String controller) throws IOException {
        Path folder = group.resolve(name);
        if (folders.contains(folder)) {
            return folder;
        }
        if (Files.isDirectory(folder)) {
            // An earlier gateway left it behind, perhaps with processes, and with limits that may stand in the way of
            // others.
            remove(folder);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException(
                    "a limit of " + controller + " needs a control group in " + group + ", which cannot be made (" + e
                            + "); run the gateway as root, or as a service with \"Delegate=yes\"",
                    e);
        }
        folders.add(folder);
        return folder;
    }

    private static void writeIfThere(Path file, String text) throws IOException {
        if (Files.exists(file)) {
            write(file, text);
        }
    }

    private static void write(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw refused(file, e);
        }
    }

    private static IOException refused(Path file, IOException e) {
        return new IOException("the kernel refuses a limit at " + file + " (" + e.getMessage() + ")", e);
    }

    /** {@return the files that a process writes its number to, to be limited from then on with all its children} */
    List<Path> entrances() {
        return folders.stream().map(folder -> folder.resolve(PROCESSES)).toList();
    }

    /** {@return whether Linux has killed a process here because they took more memory than they may} */
    boolean hasKilledForMemory() {
        return countKills() > killsBefore;
    }

    private long countKills() {
        if (kills.isEmpty()) {
            return 0;
        }
        try {
            return Files.readAllLines(kills.get()).stream()
                    .filter(line -> line.startsWith(KILLS))
                    .mapToLong(line -> Long.parseLong(line.substring(KILLS.length())))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            LOG.debug("{} cannot be read", kills, e);
            return 0;
        }
    }

    /** Kills what is left in the groups, whatever it has done to hide, and removes them. */
    void remove() {
        folders.forEach(ControlGroup::remove);
        folders.clear();
    }

    private static void remove(Path folder) {
        long deadline = System.nanoTime() + REMOVAL_TAKES.toNanos();
        while (true) {
            // Again each time: one may be born between the look around and the end of its parent.
            killProcesses(folder);
            try {
                Files.deleteIfExists(folder);
                return;
            } catch (IOException e) {
                if (System.nanoTime() - deadline >= 0) {
                    LOG.warn("cannot remove the control group {}: {}", folder, e.getMessage());
                    return;
                }
                LockSupport.parkNanos(10_000_000L);
            }
        }
    }

    private static void killProcesses(Path folder) {
        try {
            Path all = folder.resolve(KILL_ALL);
            if (Files.exists(all)) {
                Files.writeString(all, "1");
                return;
            }
            for (String process : Files.readAllLines(folder.resolve(PROCESSES))) {
                ProcessHandle.of(Long.parseLong(process)).ifPresent(ProcessHandle::destroyForcibly);
            }
        } catch (IOException e) {
            LOG.debug("cannot kill what is in {}", folder, e); // if it is not gone, its removal fails and says so
        }
    }
}
