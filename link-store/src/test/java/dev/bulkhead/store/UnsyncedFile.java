package dev.bulkhead.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A file, as the disk has confirmed it, and what it has not. */
final class UnsyncedFile {
    private static final int SECTOR = 512;

    private final List<DiskEvent> unconfirmed = new ArrayList<>();
    private byte[] bytes = {};
    private int size;

    void happened(DiskEvent event) {
        unconfirmed.add(event);
    }

    void confirm() {
        for (DiskEvent event : unconfirmed) {
            apply(event, new Random(0), 1);
        }
        unconfirmed.clear();
    }

    /** {@return what it has after a power loss that leaves such a part of what was not confirmed} */
    byte[] after(Random random, double kept) {
        UnsyncedFile left = new UnsyncedFile();
        left.bytes = Arrays.copyOf(bytes, size);
        left.size = size;
        for (DiskEvent event : unconfirmed) {
            left.apply(event, random, kept);
        }
        return Arrays.copyOf(left.bytes, left.size);
    }

    private void apply(DiskEvent event, Random random, double kept) {
        if (event instanceof DiskEvent.Truncate truncate) {
            if (isKept(random, kept)) {
                reserve((int) truncate.length());
                Arrays.fill(bytes, Math.min(size, (int) truncate.length()), bytes.length, (byte) 0);
                size = (int) truncate.length();
            }
        } else if (event instanceof DiskEvent.Write write) {
            write(write, random, kept);
        }
    }

    private void write(DiskEvent.Write write, Random random, double kept) {
        int done = 0;
        while (done < write.data.length) {
            int at = (int) write.at + done;
            int length = Math.min(SECTOR - at % SECTOR, write.data.length - done);
            if (isKept(random, kept)) {
                reserve(at + length);
                System.arraycopy(write.data, done, bytes, at, length);
                size = Math.max(size, at + length);
            }
            done += length;
        }
    }

    private void reserve(int needed) {
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
    }

    private static boolean isKept(Random random, double kept) {
        return kept == 1 || random.nextDouble() < kept;
    }
}
