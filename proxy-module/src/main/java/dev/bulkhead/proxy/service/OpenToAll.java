package dev.bulkhead.proxy.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** Whether a user that nothing belongs to can read a file. */
final class OpenToAll {
    private OpenToAll() {}

    /**
     * Makes sure that others than their owners can read files, and reach them.
     *
     * @throws IOException if not, with the place and a remedy
     */
    static void require(List<Path> files) throws IOException {
        for (Path file : files) {
            requireReachable(file, file.toRealPath());
        }
    }

    private static void requireReachable(Path file, Path real) throws IOException {
        requireOpen(file, real, PosixFilePermission.OTHERS_READ);
        for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
            requireOpen(file, folder, PosixFilePermission.OTHERS_EXECUTE);
        }
    }

    private static void requireOpen(Path file, Path place, PosixFilePermission needed) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(place);
        if (!permissions.contains(needed)) {
            throw new IOException(
                    "the user of the host's unit, which is made for it (\"user\": \"dynamic\"), cannot read "
                            + file + ": " + place + " is closed to others; open it (chmod o+"
                            + (needed == PosixFilePermission.OTHERS_READ ? "r" : "x")
                            + "), move the file, or name a user that may read it");
        }
    }
}
