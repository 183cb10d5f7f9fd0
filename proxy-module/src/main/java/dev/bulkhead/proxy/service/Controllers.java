package dev.bulkhead.proxy.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What systemd can limit here: a limit without the kernel's controller for it would be ignored without a word. */
final class Controllers {
    private final Path root;

    /** {@return those of this machine} */
    static Controllers here() {
        return new Controllers(Path.of("/sys/fs/cgroup"));
    }

    /** Looks at the place where they are mounted. */
    Controllers(Path root) {
        this.root = root;
    }

    /**
     * Makes sure that a limit will be kept.
     *
     * @param controller the kernel's controller, such as {@code memory}
     * @param key the key in {@code gateway.json}
     * @param slice the part of the tree whose limits systemd is to set, such as {@code user.slice}; empty for the root
     * @throws IOException if it will not, with a remedy
     */
    void require(String controller, String key, String slice) throws IOException {
        Path unified = root.resolve(slice).resolve("cgroup.controllers");
        boolean found = Files.isReadable(unified)
                ? Arrays.asList(Files.readString(unified).strip().split(" ")).contains(controller)
                : slice.isEmpty() && Files.isWritable(root.resolve(controller));
        if (!found) {
            throw new IOException("systemd cannot keep the limit \"" + key
                    + "\" here: it has no control group controller "
                    + controller + " in " + root.resolve(slice) + "; leave the key out, or let the kernel have it ("
                    + "cgroup_enable=" + controller + " on the kernel's command line, Delegate= for a user's manager)");
        }
    }

    /** {@return whether they are of version 2, in which systemd notices that the kernel killed a unit for its memory} */
    boolean areUnified() {
        return Files.isReadable(root.resolve("cgroup.controllers"));
    }
}
