package dev.bulkhead.samples;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How full the file system is that holds a path. */
final class DiskSource implements Source {
    private final String path;

    DiskSource(String path) {
        this.path = path;
    }

    @Override
    public String name() {
        return "disk " + path;
    }

    @Override
    public List<Reading> read() throws IOException {
        FileStore store = Files.getFileStore(Path.of(path));
        double ratio = usedRatio(store.getTotalSpace(), store.getUnallocatedSpace(), store.getUsableSpace());
        return List.of(new Reading("disk", path, ratio, Reading.RATIO));
    }

    /** {@return the part in use as df counts it: what is reserved for root is neither in use nor to be had} */
    static double usedRatio(long total, long unallocated, long usable) {
        long used = total - unallocated;
        if (used + usable <= 0) {
            throw new IllegalArgumentException("the file system has no size");
        }
        return (double) used / (used + usable);
    }
}
