package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where Linux lets this process make control groups: the groups that it is in itself, of version 1 (a tree for each controller)
 * or 2 (one tree). See the kernel's cgroup-v1 and cgroup-v2 documents.
 */
final class ControlGroups {
    static final String MEMORY = "memory";
    static final String CPU = "cpu";

    /**
     * The group that the gateway moves itself to, because in version 2 a group that hands controllers down may have no processes.
     */
    static final String GATEWAY = "bulkhead-gateway";

    private final List<Mount> mounts;
    private final List<String> memberships;

    /** A line of {@code /proc/self/mountinfo}: what of a tree is mounted where. */
    private record Mount(String root, Path point, String type, List<String> options) {}

    private ControlGroups(List<Mount> mounts, List<String> memberships) {
        this.mounts = mounts;
        this.memberships = memberships;
    }

    /** {@return those of this process} */
    static ControlGroups ofThisProcess() throws IOException {
        return of(
                Files.readAllLines(Path.of("/proc/self/mountinfo")), Files.readAllLines(Path.of("/proc/self/cgroup")));
    }

    /**
     * {@return those that these files of {@code /proc} describe}
     *
     * @param mountinfo the lines of {@code mountinfo}
     * @param cgroup the lines of {@code cgroup}
     */
    static ControlGroups of(List<String> mountinfo, List<String> cgroup) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : mountinfo) {
            String[] halves = line.split(" - ", 2);
            String[] front = halves[0].split(" ", -1);
            String[] back = halves.length < 2 ? new String[0] : halves[1].split(" ", -1);
            if (front.length > 4 && back.length > 2 && back[0].startsWith("cgroup")) {
                mounts.add(new Mount(front[3], Path.of(front[4]), back[0], List.of(back[2].split(",", -1))));
            }
        }
        return new ControlGroups(mounts, List.copyOf(cgroup));
    }

    /** {@return the group of version 1 that this process is in, in the tree of a controller; empty if there is none} */
    Optional<Path> version1(String controller) {
        return mounts.stream()
                .filter(mount ->
                        mount.type().equals("cgroup") && mount.options().contains(controller))
                .findFirst()
                .flatMap(mount -> membership(controller).map(path -> folder(mount, path)));
    }

    /** {@return the group of version 2 that this process is in; empty if there is none} */
    Optional<Path> version2() {
        return mounts.stream()
                .filter(mount -> mount.type().equals("cgroup2"))
                .findFirst()
                .flatMap(mount -> membership("").map(path -> folder(mount, path)));
    }

    private Optional<String> membership(String controller) {
        return memberships.stream()
                .map(line -> line.split(":", 3))
                .filter(parts ->
                        parts.length == 3 && List.of(parts[1].split(",", -1)).contains(controller))
                .map(parts -> parts[2])
                .findFirst();
    }

    private static Path folder(Mount mount, String path) {
        String below = mount.root().equals("/") || !path.startsWith(mount.root())
                ? path
                : path.substring(mount.root().length());
        return mount.point().resolve(below.replaceFirst("^/+", ""));
    }
}
