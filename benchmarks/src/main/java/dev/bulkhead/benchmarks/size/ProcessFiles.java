package dev.bulkhead.benchmarks.size;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Linux tells about a process, in its folder of {@code /proc}. */
public final class ProcessFiles {
    private static final double KIBIBYTES = 1024;
    /** Of a {@code stat} file, counted from behind the name: time in user mode; time in the kernel follows it. */
    private static final int USER_TIME = 11;

    /** {@code stat} counts in hundredths of a second on every architecture. */
    private static final double TICKS = 100;

    private final Path folder;

    /** Looks at a process that runs. */
    public ProcessFiles(long pid) {
        folder = Path.of("/proc", String.valueOf(pid));
    }

    /** {@return the memory it holds, in MiB} */
    public double resident() throws IOException {
        return kibibytes("status", "VmRSS:") / KIBIBYTES;
    }

    /** {@return the memory it holds, in MiB, where what n processes share counts as an nth for each} */
    double proportional() throws IOException {
        return kibibytes("smaps_rollup", "Pss:") / KIBIBYTES;
    }

    private double kibibytes(String file, String key) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** {@return the seconds for which it has had a core} */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(folder.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) / TICKS;
    }

    /** {@return the names of its threads, at most 15 characters each} */
    public List<String> threads() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> tasks = Files.list(folder.resolve("task"))) {
            for (Path task : tasks.toList()) {
                names.add(Files.readString(task.resolve("comm")).strip());
            }
        }
        return names;
    }

    /** {@return how many file descriptors it has} */
    public int descriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(folder.resolve("fd"))) {
            return (int) descriptors.count();
        }
    }
}
