package dev.bulkhead.store;

import static dev.bulkhead.store.StoreFixture.append;
import static dev.bulkhead.store.StoreFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.broker.store.Durability;
import dev.bulkhead.broker.store.Durability.Sync;
import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.broker.store.Totals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often the disk is asked, and what is counted of it. */
class SyncTest {
    private final Heard heard = new Heard();

    @TempDir
    private Path folder;

    private static LocalDate today() {
        return LocalDate.now(ZoneId.systemDefault());
    }

    private static Durability every(Duration interval) {
        return new Durability(
                Sync.INTERVAL,
                interval,
                1 << 20,
                Optional.empty(),
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                false,
                0);
    }

    @Test
    void shouldAskTheDiskForEachBatch() throws Exception {
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, heard);
            long before = store.counts().syncs();
            for (int i = 0; i < 10; i++) {
                append(link, heard, "message " + i);
            }
            assertThat(store.counts().syncs() - before).isGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void shouldShareOneSyncAmongManyPublishers() throws Exception {
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, heard);
            append(link, heard, texts(0, 5_000));
            StoreCounts counts = store.counts();
            assertThat(counts.messages()).isEqualTo(5_000);
            assertThat(counts.batches()).isLessThan(2_500);
            assertThat(counts.meanBatch()).isGreaterThan(2);
        }
    }

    @Test
    void shouldAskTheDiskInIntervalsWhereThatIsEnough() throws Exception {
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = store.open(StoreFixture.LINK, every(Duration.ofSeconds(1)), heard);
            append(link, heard, "first"); // which has the block of its number reserved
            await().until(() -> store.counts().syncs() > 0);
            long before = store.counts().syncs();
            for (int i = 0; i < 20; i++) {
                append(link, heard, "message " + i);
            }
            await().until(() -> store.counts().syncs() > before);
            assertThat(store.counts().syncs() - before).isLessThan(20);
        }
    }

    @Test
    void shouldNotAskTheDiskWhereNobodyWantsIt() throws Exception {
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = store.open(StoreFixture.LINK, StoreFixture.durability(Sync.NEVER), heard);
            append(link, heard, "first");
            long before = store.counts().syncs();
            link.settled(append(link, heard, texts(0, 50)).get(20), Totals.NONE);
            append(link, heard, "last");
            assertThat(store.counts().syncs()).isEqualTo(before);
        }
    }

    @Test
    void shouldCountTheBytesWrittenOverRuns() throws Exception {
        long written;
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, heard);
            append(link, heard, texts(0, 1_000));
            await().until(() -> store.counts().bytesWritten() > 50_000);
            written = store.counts().bytesWritten();
            assertThat(store.counts().fileBytes()).isGreaterThan(50_000);
        }
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            await().until(() -> store.counts().bytesWrittenByDay().containsKey(today()));
            assertThat(store.counts().bytesWrittenByDay().get(today())).isGreaterThanOrEqualTo(written);
        }
    }

    @Test
    void shouldUseItsFileAgain() throws Exception {
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = store.open(StoreFixture.LINK, StoreFixture.durability(Sync.NEVER), heard);
            List<Long> sizes = new ArrayList<>();
            for (int round = 0; round < 30; round++) {
                for (int i = 0; i < 20; i++) {
                    long unused =
                            link.append(Recorded.message("a large one " + round + "/" + i + "x".repeat(40_000)), 1);
                }
                long last = append(link, heard, "last").get(0);
                link.settled(last, Totals.NONE);
                assertThat(store.orphans()).isEmpty(); // has what was settled written
                sizes.add(Files.size(folder.resolve("links.db")));
            }
            // 24 MB went through it.
            assertThat(sizes.get(29)).isLessThan(8 << 20);
        }
    }

    @Test
    void shouldKeepTheLinksOfOneCommitApart() throws Exception {
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            Heard other = new Heard();
            StoredLink synced = StoreFixture.open(store, heard);
            StoredLink unsynced =
                    store.open(new LinkKey("a", "b", Map.of()), StoreFixture.durability(Sync.NEVER), other);
            for (int i = 0; i < 100; i++) {
                long unused = unsynced.append(Recorded.message("u" + i), 1);
                long unusedToo = synced.append(Recorded.message("s" + i), 1);
            }
            append(synced, heard, "end");
            append(unsynced, other, "end");
            assertThat(StoreFixture.readAll(synced)).hasSize(101);
            assertThat(StoreFixture.readAll(unsynced)).hasSize(101);
        }
    }
}
