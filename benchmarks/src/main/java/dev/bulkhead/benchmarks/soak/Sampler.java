package dev.bulkhead.benchmarks.soak;

import dev.bulkhead.benchmarks.size.ProcessFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at the processes of a run, its data folder and its ledgers. Not thread-safe. */
final class Sampler {
    private static final double KIBIBYTE = 1024;
    private static final Quantity.Limit MEMORY = Quantity.Limit.rise(6, 0.06);
    private static final Quantity.Limit HEAP = Quantity.Limit.rise(1, 0.05);
    private static final Quantity.Limit COUNT = Quantity.Limit.rise(2, 0);

    /** What is watched of one process. */
    private record Watched(long pid, Quantity memory, Quantity threads, Quantity descriptors, Quantity heap) {
        static Watched of(String name, long pid) {
            return new Watched(
                    pid,
                    new Quantity(name + ": resident memory", "MiB", MEMORY),
                    new Quantity(name + ": threads", "", COUNT),
                    new Quantity(name + ": file descriptors", "", COUNT),
                    new Quantity(name + ": live heap", "MiB", HEAP));
        }
    }

    private final List<Watched> processes = new ArrayList<>();
    private final Path data;
    private final Quantity disturbed = new Quantity("disturbed hosts: resident memory", "MiB", Quantity.Limit.none());
    private final Quantity disk = new Quantity("data folder", "KiB", Quantity.Limit.rise(1024, 0.1));
    private final Quantity imbalance =
            new Quantity("ledgers, while messages flow: imbalance", "messages", Quantity.Limit.rise(100, 0));
    private final Quantity rate = new Quantity("delivered", "messages/s", Quantity.Limit.fall(0, 0.03));
    private double earlier;
    private long deliveredEarlier;

    /**
     * Watches processes that stay.
     *
     * @param pids by name
     * @param data a folder, of which the size is watched
     */
    Sampler(Map<String, Long> pids, Path data) {
        pids.forEach((name, pid) -> processes.add(Watched.of(name, pid)));
        this.data = data;
    }

    /**
     * Takes a sample.
     *
     * @param seconds since the run began
     * @param links their ledgers
     * @param comeAndGo processes that come and go
     */
    void sample(double seconds, List<LinkCounts> links, List<Long> comeAndGo) throws IOException {
        for (Watched process : processes) {
            ProcessFiles files = new ProcessFiles(process.pid());
            process.memory().add(seconds, files.resident());
            process.threads().add(seconds, files.threads().size());
            process.descriptors().add(seconds, files.descriptors());
        }
        disturbed.add(seconds, together(comeAndGo));
        disk.add(seconds, size(data) / KIBIBYTE);
        imbalance.add(seconds, (double)
                links.stream().mapToLong(LinkCounts::imbalance).max().orElse(0));
        long delivered = links.stream().mapToLong(LinkCounts::delivered).sum();
        if (seconds > earlier && deliveredEarlier > 0) {
            rate.add(seconds, (delivered - deliveredEarlier) / (seconds - earlier));
        }
        earlier = seconds;
        deliveredEarlier = delivered;
    }

    /** Collects what is not alive in the heaps, and looks at what is left. */
    void sampleHeaps(double seconds) throws IOException, InterruptedException {
        for (Watched process : processes) {
            process.heap().add(seconds, LiveHeap.of(process.pid()));
        }
    }

    private static double together(List<Long> pids) {
        return pids.stream().mapToDouble(Sampler::resident).sum();
    }

    /** {@return the memory of a process; 0 if it has just ended} */
    private static double resident(long pid) {
        try {
            return new ProcessFiles(pid).resident();
        } catch (IOException | NoSuchElementException e) {
            return 0;
        }
    }

    private static long size(Path folder) throws IOException {
        AtomicLong size = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                size.addAndGet(attributes.isRegularFile() ? attributes.size() : 0);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return size.get();
    }

    /** {@return all that is watched, in the order of the picture} */
    List<Quantity> quantities() {
        List<Quantity> all = new ArrayList<>();
        processes.forEach(process -> all.add(process.memory()));
        processes.forEach(process -> all.add(process.heap()));
        processes.forEach(process -> all.add(process.threads()));
        processes.forEach(process -> all.add(process.descriptors()));
        all.addAll(List.of(disturbed, disk, imbalance, rate));
        return all;
    }
}
