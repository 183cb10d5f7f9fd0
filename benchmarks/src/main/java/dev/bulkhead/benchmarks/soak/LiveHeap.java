package dev.bulkhead.benchmarks.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is alive in the heap of a JVM: what is left of it after a collection, which this asks for. */
final class LiveHeap {
    /** Of the old generation, where all that is alive is after a collection; what is in the young one came since. */
    private static final Pattern USED =
            Pattern.compile("(?:tenured generation|ParOldGen|garbage-first heap)\\s+total \\d+K, used (\\d+)K");

    private LiveHeap() {}

    /** {@return it, in MiB} */
    static double of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        return read(jcmd(pid, "GC.heap_info"));
    }

    static double read(String heapInfo) throws IOException {
        Matcher used = USED.matcher(heapInfo);
        if (!used.find()) {
            throw new IOException("what is used of the heap does not stand in: " + heapInfo);
        }
        return Long.parseLong(used.group(1)) / 1024.0;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        command)
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + printed);
        }
        return printed;
    }
}
