package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether a host of another user can read the files that it needs. Only the system knows, so it is asked as that user. */
final class OpenToHost {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Prints the first place that is closed. */
    private static final String LOOK =
            "for place do if [ -d \"$place\" ]; then [ -x \"$place\" ]; else [ -r \"$place\" ]; fi "
                    + "|| { printf '%s' \"$place\"; exit 1; }; done";

    private OpenToHost() {}

    /**
     * Makes sure that a host can read files.
     *
     * @param who the host's user and group, as configured
     * @param prefix the commands that make one who runs another command into that user
     * @param files those that are not there are left out: their absence is told by whoever wants them
     * @throws IOException if it cannot, with the place and a remedy
     */
    static void require(String who, List<String> prefix, List<Path> files) throws IOException {
        Set<String> places = new LinkedHashSet<>();
        for (Path file : files) {
            if (Files.exists(file)) {
                places.addAll(wayTo(file.toRealPath()));
            }
        }
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("/bin/sh", "-c", LOOK, "bulkhead-look"));
        command.addAll(places);
        ShortCommand done = ShortCommand.run(command, LIMIT);
        if (done.succeeded()) {
            return;
        }
        if (done.output().isEmpty()) {
            throw new IOException("the host cannot be " + who + ": " + done.complaint());
        }
        Path closed = Path.of(done.output());
        throw new IOException("the host, which is to be " + who + ", cannot read " + readFrom(closed, files) + ": "
                + closed + " is closed to it; open it (chmod o+" + (Files.isDirectory(closed) ? "x" : "r")
                + "), move the file, or name a user that may read it");
    }

    private static List<String> wayTo(Path real) {
        Deque<String> way = new ArrayDeque<>();
        for (Path place = real; place != null; place = place.getParent()) {
            way.addFirst(place.toString());
        }
        return List.copyOf(way);
    }

    private static Path readFrom(Path closed, List<Path> files) throws IOException {
        for (Path file : files) {
            if (Files.exists(file) && file.toRealPath().startsWith(closed)) {
                return file;
            }
        }
        return closed;
    }
}
