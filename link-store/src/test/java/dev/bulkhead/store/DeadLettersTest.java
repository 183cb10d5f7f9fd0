package dev.bulkhead.store;

import static dev.bulkhead.store.StoreFixture.LINK;
import static dev.bulkhead.store.StoreFixture.append;
import static dev.bulkhead.store.StoreFixture.readAll;
import static dev.bulkhead.store.StoreFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.broker.store.Burial;
import dev.bulkhead.broker.store.Durability;
import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.broker.store.StoredMessage;
import dev.bulkhead.broker.store.Totals;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final long NEWEST = Long.MAX_VALUE;

    private final Heard heard = new Heard();

    @TempDir
    private Path folder;

    private SqliteLinkStore open(DeadLetterLimits limits) throws Exception {
        return SqliteLinkStore.open(folder, new StoreSettings(limits, Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private SqliteLinkStore open() throws Exception {
        return open(DeadLetterLimits.DEFAULT);
    }

    private static void buryAll(StoredLink link, Instant at) throws Exception {
        Totals totals = Totals.NONE;
        for (StoredMessage stored : readAll(link)) {
            totals = new Totals(0, Map.of(), totals.deadLettered() + 1, 0);
            link.bury(
                    new Burial(stored, "receive-failed", "it broke", "at Module.java:7", 5, at.toEpochMilli()), totals);
            link.settled(stored.number(), totals);
        }
    }

    private static List<DeadLetter> all(SqliteLinkStore store) throws Exception {
        return store.deadLetters().list(Optional.empty(), Optional.empty(), NEWEST, 100);
    }

    @Test
    void shouldShowWhatDiedAndWhy() throws Exception {
        try (SqliteLinkStore store = open()) {
            StoredLink link = StoreFixture.open(store, heard);
            long number = append(link, heard, "one").get(0);
            buryAll(link, NOW);
            DeadLetter letter = all(store).get(0);
            DeadLetter expected = new DeadLetter(
                    1, LINK, number, Instant.ofEpochMilli(1_000), NOW, "receive-failed", "it broke", 5, 27);
            assertThat(letter).isEqualTo(expected);
            DeadLetterText text = store.deadLetters().show(1).orElseThrow();
            assertThat(text.letter()).isEqualTo(expected);
            assertThat(text.trace()).isEqualTo("at Module.java:7");
            assertThat(text.message().orElseThrow().text()).isEqualTo("one");
            assertThat(store.deadLetters().show(2)).isEmpty();
        }
    }

    @Test
    void shouldListTheNewestFirstInPages() throws Exception {
        try (SqliteLinkStore store = open()) {
            StoredLink link = StoreFixture.open(store, heard);
            append(link, heard, texts(0, 5));
            buryAll(link, NOW);
            DeadLetters letters = store.deadLetters();
            List<DeadLetter> page = letters.list(Optional.empty(), Optional.empty(), NEWEST, 2);
            assertThat(page).extracting(DeadLetter::id).containsExactly(5L, 4L);
            assertThat(letters.list(Optional.empty(), Optional.empty(), 4, 2))
                    .extracting(DeadLetter::id)
                    .containsExactly(3L, 2L);
        }
    }

    @Test
    void shouldListThoseOfALink() throws Exception {
        try (SqliteLinkStore store = open()) {
            StoredLink link = StoreFixture.open(store, heard);
            Heard other = new Heard();
            StoredLink log = store.open(new LinkKey("press", "log", Map.of()), Durability.DEFAULT, other);
            append(link, heard, "one");
            append(log, other, "two");
            buryAll(link, NOW);
            buryAll(log, NOW);
            DeadLetters letters = store.deadLetters();
            assertThat(letters.list(Optional.of("press"), Optional.of("log"), NEWEST, 9))
                    .extracting(letter -> letter.link().sink())
                    .containsExactly("log");
            assertThat(letters.list(Optional.of("press"), Optional.empty(), NEWEST, 9))
                    .hasSize(2);
            assertThat(letters.list(Optional.of("pump"), Optional.empty(), NEWEST, 9))
                    .isEmpty();
        }
    }

    @Test
    void shouldKeepDeadLettersAndTotalsForTheNextRun() throws Exception {
        try (SqliteLinkStore store = open()) {
            StoredLink link = StoreFixture.open(store, heard);
            append(link, heard, texts(0, 3));
            buryAll(link, NOW);
        }
        try (SqliteLinkStore store = open()) {
            assertThat(all(store)).hasSize(3);
            assertThat(store.counts().deadLetters().count()).isEqualTo(3);
            assertThat(StoreFixture.open(store, heard).past().totals().deadLettered())
                    .isEqualTo(3);
        }
    }

    @Test
    void shouldPurgeByIdByAgeAndAll() throws Exception {
        try (SqliteLinkStore store = open()) {
            StoredLink link = StoreFixture.open(store, heard);
            append(link, heard, texts(0, 4));
            buryAll(link, NOW.minus(Duration.ofHours(2)));
            append(link, heard, texts(4, 6));
            buryAll(link, NOW);
            DeadLetters letters = store.deadLetters();
            assertThat(letters.purge(List.of(1L, 77L))).isEqualTo(1);
            assertThat(letters.purgeOlderThan(NOW.minus(Duration.ofHours(1)))).isEqualTo(3);
            assertThat(all(store)).extracting(DeadLetter::id).containsExactly(6L, 5L);
            assertThat(letters.purgeAll()).isEqualTo(2);
            assertThat(all(store)).isEmpty();
            append(link, heard, "next");
            buryAll(link, NOW);
            assertThat(all(store)).extracting(DeadLetter::id).containsExactly(7L);
        }
    }

    @Test
    void shouldLetOneTakeALetterForReplayAndKeepItUntilThatIsDone() throws Exception {
        try (SqliteLinkStore store = open()) {
            StoredLink link = StoreFixture.open(store, heard);
            append(link, heard, "one");
            buryAll(link, NOW);
            DeadLetters letters = store.deadLetters();
            assertThat(letters.take(1)).isPresent();
            assertThat(letters.take(1)).isEmpty();
            assertThat(all(store)).hasSize(1);
            letters.putBack(1);
            assertThat(letters.take(1)).isPresent();
            letters.remove(1);
            assertThat(letters.take(1)).isEmpty();
            assertThat(all(store)).isEmpty();
        }
    }

    @Test
    void shouldDropTheOldestOverTheLimitsAndCountThem() throws Exception {
        DeadLetterLimits limits = new DeadLetterLimits(3, 2 * 27, Duration.ofDays(1));
        try (SqliteLinkStore store = open(limits)) {
            StoredLink link = StoreFixture.open(store, heard);
            append(link, heard, "one", "two", "six");
            buryAll(link, NOW);
            assertThat(all(store)).extracting(DeadLetter::id).containsExactly(3L, 2L);
            assertThat(store.counts().deadLetters()).isEqualTo(new DeadLetterCounts(2, 54, 1));
        }
        DeadLetterLimits shorter = new DeadLetterLimits(3, 1_000, Duration.ofDays(-1));
        try (SqliteLinkStore store = open(shorter)) {
            assertThat(all(store)).isEmpty();
            assertThat(store.counts().deadLetters()).isEqualTo(new DeadLetterCounts(0, 0, 3));
        }
    }
}
