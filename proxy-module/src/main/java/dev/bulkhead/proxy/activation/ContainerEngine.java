package dev.bulkhead.proxy.activation;

import dev.bulkhead.wire.packet.ForeignText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Docker or podman, by their commands, which are the same. Errors say what to do about them. */
public final class ContainerEngine {
    private static final List<String> KNOWN = List.of("docker", "podman");
    private static final Pattern MISSING =
            Pattern.compile("no such (container|image|object)|(image|container) not known", Pattern.CASE_INSENSITIVE);

    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** To carry an image in takes as long as it takes to write it to a disk. */
    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(10);

    private final Path command;
    private final boolean podman;

    private ContainerEngine(Path command, boolean podman) {
        this.command = command;
        this.podman = podman;
    }

    /**
     * What an engine knows of a container.
     *
     * @param pid its first process, as this machine numbers it; 0 if it does not run
     * @param outOfMemory whether the kernel ended a process of it for want of memory
     */
    record State(long pid, boolean outOfMemory) {}

    /**
     * Finds the engine.
     *
     * @param named its command, a path or a name on the {@code PATH}; null for docker, or else podman
     * @throws IOException if it is not there or cannot be run
     */
    public static ContainerEngine find(@Nullable String named) throws IOException {
        return find(named, Objects.requireNonNullElse(System.getenv("PATH"), ""));
    }

    static ContainerEngine find(@Nullable String named, String path) throws IOException {
        for (String name : named == null ? KNOWN : List.of(named)) {
            Optional<Path> command = onPath(name, path);
            if (command.isPresent()) {
                return new ContainerEngine(command.get(), isPodman(command.get()));
            }
        }
        throw new IOException(
                named == null
                        ? "there is neither docker nor podman on the PATH; install one (on Debian: apt-get install docker.io), "
                                + "or name its command with the key \"engine\""
                        : "there is no command " + named + " (engine); install it, or leave the key out");
    }

    private static Optional<Path> onPath(String name, String path) {
        try {
            if (name.contains("/")) {
                return Optional.of(Path.of(name)).filter(Files::isExecutable);
            }
            for (String folder : path.split(":", -1)) {
                Path file = Path.of(folder, name);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Some systems have a docker that is podman. */
    private static boolean isPodman(Path command) throws IOException {
        ShortCommand version = ShortCommand.run(List.of(command.toString(), "--version"), LIMIT);
        if (!version.succeeded()) {
            throw new IOException(command + " --version failed: " + version.complaint());
        }
        return version.output().toLowerCase(Locale.ROOT).startsWith("podman");
    }

    /** {@return its command} */
    public Path command() {
        return command;
    }

    boolean isPodman() {
        return podman;
    }

    /**
     * Makes sure that there is an image.
     *
     * @throws IOException if there is not
     */
    void requireImage(String image) throws IOException {
        ShortCommand inspected = run(LIMIT, "image", "inspect", "--format", "{{.Id}}", image);
        if (inspected.succeeded()) {
            return;
        }
        if (isMissing(inspected)) {
            throw new IOException(name() + " has no image " + image + "; make it with: bulkhead image"
                    + (image.equals(ContainerImage.defaultName()) ? "" : " --tag " + image)
                    + ", or get it with: " + name() + " pull " + image);
        }
        throw failed("look for the image " + image, inspected);
    }

    /**
     * Makes an image of a root file system.
     *
     * @param tar the file system
     * @param settings of the image, as a Dockerfile says them, such as {@code ENV A=b}
     * @throws IOException if that fails
     */
    public void importImage(Path tar, List<String> settings, String image) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("import"));
        for (String setting : settings) {
            arguments.addAll(List.of("--change", setting));
        }
        arguments.addAll(List.of(tar.toString(), image));
        ShortCommand done = run(IMPORT_LIMIT, arguments.toArray(String[]::new));
        if (!done.succeeded()) {
            throw failed("take the image in", done);
        }
    }

    /** {@return the ids of all containers with a label, those that have ended too} */
    List<String> withLabel(String label) throws IOException {
        ShortCommand listed = run(LIMIT, "ps", "--all", "--quiet", "--no-trunc", "--filter", "label=" + label);
        if (!listed.succeeded()) {
            throw failed("list its containers", listed);
        }
        return listed.output()
                .lines()
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .toList();
    }

    /** {@return what it knows of a container; empty if there is none of that name} */
    Optional<State> state(String container) throws IOException {
        ShortCommand inspected =
                run(LIMIT, "container", "inspect", "--format", "{{.State.Pid}} {{.State.OOMKilled}}", container);
        if (isMissing(inspected)) {
            return Optional.empty();
        }
        String[] words = inspected.output().split(" ", -1);
        if (!inspected.succeeded() || words.length != 2 || !words[0].matches("[0-9]{1,18}")) {
            throw failed("inspect the container " + container, inspected);
        }
        return Optional.of(new State(Long.parseLong(words[0]), words[1].equals("true")));
    }

    /** Sends SIGTERM to a container that runs, and SIGKILL after the grace, which counts in whole seconds here. */
    void stop(String container, Duration grace) throws IOException {
        long seconds = grace.plusMillis(999).toSeconds();
        ShortCommand stopped = run(LIMIT.plus(grace), "stop", "-t", String.valueOf(seconds), container);
        if (!stopped.succeeded() && !isMissing(stopped)) {
            throw failed("stop the container " + container, stopped);
        }
    }

    /** Kills a container, if it runs, and removes it. */
    void remove(String container) throws IOException {
        if (podman) {
            // Whose rm asks politely first, and waits for ten seconds. One that does not run is refused, which is as
            // good.
            ShortCommand unused = run(LIMIT, "kill", container);
        }
        ShortCommand removed = run(LIMIT, "rm", "--force", "--volumes", container);
        if (!removed.succeeded() && !isMissing(removed)) {
            throw failed("remove the container " + container, removed);
        }
    }

    private ShortCommand run(Duration limit, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(arguments));
        return ShortCommand.run(line, limit);
    }

    private static boolean isMissing(ShortCommand done) {
        return !done.succeeded() && MISSING.matcher(done.errors()).find();
    }

    private IOException failed(String what, ShortCommand done) {
        return new IOException(
                remedy(done.errors()).orElse(name() + " cannot " + what + ": " + ForeignText.line(done.complaint())));
    }

    /** {@return what to do about what an engine printed, where that is known} */
    Optional<String> remedy(String printed) {
        String said = printed.toLowerCase(Locale.ROOT);
        if (said.contains("permission denied") && said.contains("sock")) {
            return Optional.of("this user may not use " + name()
                    + "; add it to the group docker, which is as good as root, " + "or use podman");
        }
        if (said.contains("cannot connect to the docker") || said.contains("daemon is running")) {
            return Optional.of(
                    "the daemon of " + name() + " does not run; start it, for example with: systemctl start docker");
        }
        return Optional.empty();
    }

    private String name() {
        return String.valueOf(command.getFileName());
    }
}
