package dev.bulkhead.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk that loses power: what it has confirmed is there afterwards, and of the rest any part, torn at sectors. It confirms what a file has
 * when the file is synced, and that there is a file of this name when its folder is.
 */
final class UnsyncedDisk {
    private final String folder;
    private final boolean syncs;
    private final Map<String, UnsyncedFile> files = new TreeMap<>();
    private final Map<String, UnsyncedFile> confirmedNames = new HashMap<>();
    private final List<Map<String, UnsyncedFile>> unconfirmedNames = new ArrayList<>();

    /**
     * @param folder what the files are in; others are left out
     * @param syncs false for a disk that confirms nothing
     */
    UnsyncedDisk(Path folder, boolean syncs) {
        this.folder = folder.toString();
        this.syncs = syncs;
    }

    void happened(DiskEvent event) {
        if (event instanceof DiskEvent.Open open && isHere(open.path()) && !files.containsKey(open.path())) {
            files.put(open.path(), new UnsyncedFile());
            namesChanged();
        } else if (event instanceof DiskEvent.Write write && isHere(write.path)) {
            file(write.path).happened(write);
        } else if (event instanceof DiskEvent.Truncate truncate && isHere(truncate.path())) {
            file(truncate.path()).happened(truncate);
        } else if (event instanceof DiskEvent.Unlink unlink && isHere(unlink.path())) {
            files.remove(unlink.path());
            namesChanged();
        } else if (event instanceof DiskEvent.Rename rename && isHere(rename.from())) {
            files.put(rename.to(), file(rename.from()));
            files.remove(rename.from());
            namesChanged();
        } else if (event instanceof DiskEvent.Sync sync && syncs) {
            confirm(sync.path());
        }
    }

    private boolean isHere(String path) {
        return path.startsWith(folder + "/links");
    }

    private UnsyncedFile file(String path) {
        UnsyncedFile file = files.get(path);
        if (file == null) {
            throw new IllegalStateException("this file was never opened: " + path);
        }
        return file;
    }

    private void namesChanged() {
        unconfirmedNames.add(new HashMap<>(files));
    }

    private void confirm(String path) {
        if (path.equals(folder)) {
            confirmedNames.clear();
            confirmedNames.putAll(files);
            unconfirmedNames.clear();
        } else if (isHere(path)) {
            file(path).confirm();
        }
    }

    /** Writes what is there when the power is lost now. */
    void losePowerInto(Path target, Random random) throws IOException {
        double kept = new double[] {0, 0.1, 0.5, 0.9, 1}[random.nextInt(5)];
        int names = random.nextInt(unconfirmedNames.size() + 1);
        Map<String, UnsyncedFile> there = names == 0 ? confirmedNames : unconfirmedNames.get(names - 1);
        for (Map.Entry<String, UnsyncedFile> entry : there.entrySet()) {
            String name = entry.getKey().substring(folder.length() + 1);
            if (!name.endsWith("-shm")) {
                Files.write(target.resolve(name), entry.getValue().after(random, kept));
            }
        }
    }
}
