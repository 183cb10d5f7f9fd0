package dev.bulkhead.store;

import static dev.bulkhead.store.StoreFixture.LINK;
import static dev.bulkhead.store.StoreFixture.append;
import static dev.bulkhead.store.StoreFixture.readAll;
import static dev.bulkhead.store.StoreFixture.texts;
import static dev.bulkhead.store.StoreFixture.textsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.broker.store.Durability;
import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.Retry;
import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.broker.store.Totals;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of messages whose link is not configured any more, or has another match. */
class RemovedLinksTest {
    private static final LinkKey HOT = new LinkKey("press", "cloud", Map.of("kind", "hot"));
    private static final LinkKey COLD = new LinkKey("press", "cloud", Map.of("kind", "cold"));

    private final Heard heard = new Heard();

    @TempDir
    private Path folder;

    private static StoredLink open(SqliteLinkStore store, LinkKey link, Heard heard) {
        return store.open(link, Durability.DEFAULT, heard);
    }

    @Test
    void shouldMakeDeadLettersOfWhatNobodyOpens() throws Exception {
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, heard);
            append(link, heard, texts(0, 4));
            link.keepForRetry(new Retry(readAll(link).get(1), 2, 1));
            link.settled(readAll(link).get(1).number(), Totals.NONE);
        }
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            store.expect(List.of(new LinkKey("press", "log", Map.of())));
            assertThat(store.orphans()).containsExactly(new Orphan(LINK, 2, 1));
            assertThat(store.buryOrphans()).isEqualTo(3);
            assertThat(store.orphans()).isEmpty();
            assertThat(store.deadLetters().list(Optional.empty(), Optional.empty(), 99, 9))
                    .allMatch(letter -> letter.reason().equals("link-removed"))
                    .extracting(letter -> store.deadLetters()
                            .show(letter.id())
                            .orElseThrow()
                            .message()
                            .orElseThrow()
                            .text())
                    .containsExactly("message 1", "message 3", "message 2");
            assertThat(StoreFixture.open(store, new Heard()).past().messages()).isZero();
        }
    }

    @Test
    void shouldLeaveWhatIsExpectedToBeOpened() throws Exception {
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            append(StoreFixture.open(store, heard), heard, "one");
        }
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            store.expect(List.of(LINK, HOT));
            assertThat(store.buryOrphans()).isZero();
            assertThat(open(store, HOT, new Heard()).past().messages()).isZero();
            assertThat(textsOf(readAll(StoreFixture.open(store, new Heard())))).containsExactly("one");
        }
    }

    @Test
    void shouldTakeOverWhenOnlyTheMatchIsAnother() throws Exception {
        Totals totals = new Totals(1, Map.of("overflow", 2L), 0, 0);
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = open(store, HOT, heard);
            link.settled(append(link, heard, texts(0, 3)).get(0), totals);
            link.close();
            StoredLink cold = open(store, COLD, new Heard());
            assertThat(textsOf(readAll(cold))).containsExactly("message 1", "message 2");
            assertThat(cold.past().totals()).isEqualTo(totals);
        }
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            assertThat(textsOf(readAll(open(store, COLD, new Heard())))).containsExactly("message 1", "message 2");
        }
    }

    @Test
    void shouldTakeOverInOrderWhatSeveralLinksLeft() throws Exception {
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            Heard other = new Heard();
            StoredLink hot = open(store, HOT, heard);
            StoredLink cold = open(store, COLD, other);
            for (int i = 0; i < 300; i++) {
                hot.append(Publishing.message("a" + i), 1);
                cold.append(Publishing.message("b" + i), 1);
            }
            append(hot, heard, "hot");
            append(cold, other, "cold");
            hot.keepForRetry(new Retry(hot.read(0, 1, 1).get(0), 1, 5));
            hot.settled(hot.read(0, 1, 1).get(0).number(), new Totals(1, Map.of("timeout", 1L), 1, 1));
            cold.settled(0, new Totals(2, Map.of("timeout", 1L), 0, 0));
        }
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, heard);
            List<String> texts =
                    textsOf(readAll(link)).stream().map(String::trim).toList();
            assertThat(texts).hasSize(601).startsWith("b0", "a1", "b1", "a2").endsWith("b299", "hot", "cold");
            assertThat(link.past().messages()).isEqualTo(601);
            assertThat(link.past().retries()).hasSize(1);
            assertThat(link.past().totals()).isEqualTo(new Totals(3, Map.of("timeout", 2L), 1, 1));
            Heard next = new Heard();
            link.close();
            append(StoreFixture.open(store, next), next, "next");
            assertThat(store.orphans()).isEmpty();
        }
    }
}
