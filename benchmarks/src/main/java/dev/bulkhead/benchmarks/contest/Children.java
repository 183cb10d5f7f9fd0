package dev.bulkhead.benchmarks.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** The processes of one run and their folder. They, and what they started, end with the run, or with this process. */
public final class Children implements AutoCloseable {
    private static final Queue<Children> OPEN = new ConcurrentLinkedQueue<>();
    private static final int LAST_LINES = 5;

    /** Set when this process ends: nobody shall start anything behind the back of the thread that ends the others. */
    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::endAll, "end-children"));
    }

    private static void endAll() {
        ending = true;
        OPEN.forEach(Children::close);
    }

    /**
     * A process and the file with its output.
     *
     * @param name what it is, for people
     */
    public record Child(String name, Process process, Path output) {
        /** {@return what it has printed} */
        public String printed() throws IOException {
            return Files.readString(output);
        }
    }

    private final Path folder;
    private final List<Child> children = new ArrayList<>();

    /**
     * For processes that run in a folder.
     *
     * @param folder where they and their output are; it is deleted with them
     */
    public Children(Path folder) {
        this.folder = folder;
        OPEN.add(this);
    }

    /** Starts a command. Its standard input is empty. */
    public synchronized Child start(String name, Collection<String> command) throws IOException {
        if (ending) {
            throw new IOException("the benchmark is being ended");
        }
        Path output = folder.resolve("output-" + children.size() + ".txt");
        Process process = new ProcessBuilder(List.copyOf(command))
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Child child = new Child(name, process, output);
        children.add(child);
        return child;
    }

    /** Starts a class of this program in a JVM of its own. */
    public Child java(Class<?> main, Collection<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:-UsePerfData",
                // What libraries unpack, and what JMH locks, is this run's own and ends with it.
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        return start(main.getSimpleName() + " " + String.join(" ", arguments), command);
    }

    /** {@return the process that ended although nobody asked it to, with its last words; empty if all live} */
    synchronized String obituary() {
        for (Child child : children) {
            if (!child.process().isAlive()) {
                return child.name() + " ended with status " + child.process().exitValue() + lastWords(child);
            }
        }
        return "";
    }

    private static String lastWords(Child child) {
        try {
            List<String> lines = Files.readAllLines(child.output());
            return lines.isEmpty()
                    ? ""
                    : ": " + String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends all of them, waits until they are gone, and deletes their folder. */
    @Override
    public void close() {
        OPEN.remove(this);
        end();
        Folders.delete(folder);
    }

    private synchronized void end() {
        List<ProcessHandle> all = children.stream()
                .map(child -> child.process().toHandle())
                .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }
}
