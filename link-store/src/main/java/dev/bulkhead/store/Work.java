package dev.bulkhead.store;

import dev.bulkhead.broker.store.Durability.Sync;
import dev.bulkhead.broker.store.StoredMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the writer takes at once.
 *
 * @param appends in the order of their numbers
 * @param tasks each in a transaction of its own, after the rest
 * @param last whether nothing comes after it
 */
record Work(
        List<Append> appends, List<Change> changes, List<Settlement> settlements, List<Task<?>> tasks, boolean last) {
    /** {@return the rest, without the messages} */
    Work withoutAppends() {
        return new Work(List.of(), changes, settlements, tasks, last);
    }

    /** {@return what the messages take, as frames} */
    long bytes() {
        return appends.stream()
                .mapToLong(append -> append.stored().message().size())
                .sum();
    }

    boolean hasSomethingToWrite() {
        return !appends.isEmpty() || !changes.isEmpty() || !settlements.isEmpty();
    }

    /** {@return whether somebody waits for the disk to confirm it} */
    boolean needsSync() {
        for (Append append : appends) {
            if (append.link().sync() == Sync.BATCH) {
                return true;
            }
        }
        return false;
    }

    /** {@return the messages of each link, in order} */
    Map<SqliteLink, List<StoredMessage>> byLink() {
        Map<SqliteLink, List<StoredMessage>> links = new LinkedHashMap<>();
        for (Append append : appends) {
            links.computeIfAbsent(append.link(), unused -> new ArrayList<>()).add(append.stored());
        }
        return links;
    }
}
