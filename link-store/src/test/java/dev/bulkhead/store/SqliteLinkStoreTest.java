package dev.bulkhead.store;

import static dev.bulkhead.store.StoreFixture.LINK;
import static dev.bulkhead.store.StoreFixture.append;
import static dev.bulkhead.store.StoreFixture.open;
import static dev.bulkhead.store.StoreFixture.readAll;
import static dev.bulkhead.store.StoreFixture.texts;
import static dev.bulkhead.store.StoreFixture.textsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.store.Durability;
import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.Past;
import dev.bulkhead.broker.store.Retry;
import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.broker.store.StoredMessage;
import dev.bulkhead.broker.store.Totals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLinkStoreTest {
    private final Heard heard = new Heard();

    @TempDir
    private Path folder;

    @Test
    void shouldReadWhatWasAppendedInOrder() throws Exception {
        try (SqliteLinkStore store = open(folder)) {
            StoredLink link = open(store, heard);
            List<Long> numbers = append(link, heard, texts(0, 1000));
            List<StoredMessage> read = readAll(link);
            assertThat(textsOf(read)).containsExactly(texts(0, 1000));
            assertThat(read).extracting(StoredMessage::number).isEqualTo(numbers);
            assertThat(read.get(0).at()).isEqualTo(1_000);
            assertThat(read.get(0).message().properties()).isEqualTo(Map.of("kind", "test"));
        }
    }

    @Test
    void shouldHaveWhatIsNotSettledInTheNextRun() throws Exception {
        Totals totals = new Totals(2, Map.of("overflow", 1L), 4, 5);
        try (SqliteLinkStore store = open(folder)) {
            StoredLink link = open(store, heard);
            assertThat(link.past()).isEqualTo(Past.NONE);
            List<Long> numbers = append(link, heard, texts(0, 5));
            link.settled(numbers.get(2), totals);
        }
        try (SqliteLinkStore store = open(folder)) {
            StoredLink link = open(store, new Heard());
            long bytes = 2 * Message.of(Map.of("kind", "test"), "message 3").size();
            assertThat(link.past()).isEqualTo(new Past(totals, 2, bytes, 0, List.of(), false));
            assertThat(textsOf(readAll(link))).containsExactly("message 3", "message 4");
        }
    }

    @Test
    void shouldNeverUseANumberTwice() throws Exception {
        long last;
        try (SqliteLinkStore store = open(folder)) {
            StoredLink link = open(store, heard);
            last = append(link, heard, texts(0, 10)).get(9);
            link.settled(last, Totals.NONE);
        }
        try (SqliteLinkStore store = open(folder)) {
            Heard other = new Heard();
            assertThat(append(open(store, other), other, "next").get(0)).isGreaterThan(last);
        }
    }

    @Test
    void shouldKeepMessagesForAnotherAttempt() throws Exception {
        Totals totals = new Totals(0, Map.of(), 0, 1);
        try (SqliteLinkStore store = open(folder)) {
            StoredLink link = open(store, heard);
            long last = append(link, heard, texts(0, 3)).get(2);
            List<StoredMessage> read = readAll(link);
            read.forEach(stored -> link.keepForRetry(new Retry(stored, 1, 5_000)));
            link.keepForRetry(new Retry(read.get(1), 2, 9_000));
            link.retried(read.get(0).number(), totals);
            link.settled(last, totals);
        }
        try (SqliteLinkStore store = open(folder)) {
            Past past = open(store, new Heard()).past();
            assertThat(past.messages()).isZero();
            assertThat(past.totals()).isEqualTo(totals);
            assertThat(past.retries())
                    .extracting(retry -> retry.stored().message().text(), Retry::attempts, Retry::due)
                    .containsExactly(tuple("message 1", 2, 9_000L), tuple("message 2", 1, 5_000L));
        }
    }

    @Test
    void shouldReadNoMoreThanWasAskedForButOneMessage() throws Exception {
        try (SqliteLinkStore store = open(folder)) {
            StoredLink link = open(store, heard);
            append(link, heard, texts(0, 9));
            long size = Message.of(Map.of("kind", "test"), "message 0").size();
            assertThat(textsOf(link.read(0, 4, 1 << 20))).containsExactly(texts(0, 4));
            assertThat(textsOf(link.read(0, 100, 3 * size))).containsExactly(texts(0, 3));
            assertThat(textsOf(link.read(0, 100, 1))).containsExactly("message 0");
            link.settled(link.read(0, 4, 1 << 20).get(3).number(), Totals.NONE);
            assertThat(textsOf(link.read(0, 1, 1 << 20))).containsExactly("message 4");
        }
    }

    @Test
    void shouldKeepLargeMessages() throws Exception {
        byte[] content = new byte[3 << 20];
        content[content.length - 1] = 7;
        try (SqliteLinkStore store = open(folder)) {
            StoredLink link = open(store, heard);
            append(link, heard, "before");
            long number = link.append(Message.of(Map.of(), content), 1);
            heard.awaitStored(number);
            append(link, heard, "after");
            assertThat(readAll(link))
                    .extracting(stored -> stored.message().contentSize())
                    .containsExactly(6, 3 << 20, 5);
            assertThat(link.read(number - 1, 1, 1).get(0).message().content()).isEqualTo(content);
        }
    }

    @Test
    void shouldKeepLinksApart() throws Exception {
        try (SqliteLinkStore store = open(folder)) {
            Heard other = new Heard();
            StoredLink first = open(store, heard);
            StoredLink second = store.open(new LinkKey("press", "log", Map.of()), Durability.DEFAULT, other);
            append(first, heard, "one", "two");
            append(second, other, "three");
            append(first, heard, "four");
            assertThat(textsOf(readAll(first))).containsExactly("one", "two", "four");
            assertThat(textsOf(readAll(second))).containsExactly("three");
        }
    }

    @Test
    void shouldForgetALinkThatIsRemoved() throws Exception {
        try (SqliteLinkStore store = open(folder)) {
            StoredLink link = open(store, heard);
            append(link, heard, "one");
            link.settled(append(link, heard, "two").get(0), new Totals(2, Map.of(), 0, 0));
            link.remove();
            Heard other = new Heard();
            StoredLink again = store.open(LINK, Durability.DEFAULT, other);
            assertThat(again.past()).isEqualTo(Past.NONE);
            append(again, other, "three");
            assertThat(textsOf(readAll(again))).containsExactly("three");
        }
    }

    @Test
    void shouldRefuseToOpenALinkTwiceAtOnce() throws Exception {
        try (SqliteLinkStore store = open(folder)) {
            StoredLink link = open(store, heard);
            append(link, heard, "one");
            assertThatThrownBy(() -> open(store, heard))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("open already");
            link.close();
            assertThat(textsOf(readAll(open(store, new Heard())))).containsExactly("one");
        }
    }

    @Test
    void shouldLetNobodyElseIntoTheFiles() throws Exception {
        try (SqliteLinkStore store = open(folder)) {
            append(open(store, heard), heard, "one");
            for (String name : List.of("links.db", "links.db-wal", "links.db-shm")) {
                assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
    }
}
