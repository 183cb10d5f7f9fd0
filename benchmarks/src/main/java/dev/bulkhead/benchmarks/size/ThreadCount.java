package dev.bulkhead.benchmarks.size;

import java.util.List;

/**
 * Whose the threads of a process are.
 *
 * @param ours Bulkhead's, the one that runs {@code main} among them, and those of its modules
 * @param zmq JeroMQ's
 * @param jvm the virtual machine's
 */
record ThreadCount(long ours, long zmq, long jvm) {
    private static final List<String> JVM = List.of(
            "VM ",
            "GC ",
            "G1 ",
            "C1 ",
            "C2 ",
            "Common-Cleaner",
            "Finalizer",
            "Monitor Deflati",
            "Notification Th",
            "Reference Handl",
            "Service Thread",
            "Signal Dispatch",
            "Sweeper thread",
            "process reaper",
            "Attach Listener");

    private static final List<String> ZMQ = List.of("iothread-", "reaper-");

    static ThreadCount of(List<String> names) {
        long launchers = Math.min(1, names.stream().filter("java"::equals).count());
        long jvm = launchers
                + names.stream().filter(name -> startsWithAny(name, JVM)).count();
        long zmq = names.stream().filter(name -> startsWithAny(name, ZMQ)).count();
        return new ThreadCount(names.size() - jvm - zmq, zmq, jvm);
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
