package dev.bulkhead.broker;

import java.util.ArrayList;
import java.util.List;

/** What one publish gave to durable links and is to be on disk before it returns. Used by one thread. */
final class Receipts {
    private record Receipt(DurableQueue queue, Entry entry) {}

    private final List<Receipt> receipts = new ArrayList<>(1);

    void add(DurableQueue queue, Entry entry) {
        receipts.add(new Receipt(queue, entry));
    }

    /** Waits until all of it is on disk or has failed, or {@code System.nanoTime()} has passed {@code deadline}. {@return whether it is settled} */
    boolean await(long deadline) {
        for (Receipt receipt : receipts) {
            if (!receipt.queue().awaitStored(receipt.entry(), deadline)) {
                return false;
            }
        }
        return true;
    }

    /** Waits for as long as the disk takes. {@return how many links it did not reach, because the disk did not take it} */
    int awaitAll() {
        while (!await(System.nanoTime() + Long.MAX_VALUE / 4)) {
            // a disk may take long, but it answers
        }
        return failed();
    }

    /** {@return how many links the disk did not take it for} */
    int failed() {
        return (int) receipts.stream()
                .filter(receipt -> receipt.entry().state() == Entry.State.FAILED)
                .count();
    }

    int size() {
        return receipts.size();
    }
}
