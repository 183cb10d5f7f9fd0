package dev.bulkhead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.store.Durability;
import dev.bulkhead.broker.store.Durability.Sync;
import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.broker.store.StoredMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What tests do with a store again and again. */
final class StoreFixture {
    static final LinkKey LINK = new LinkKey("press", "cloud", Map.of());

    private StoreFixture() {}

    static SqliteLinkStore open(Path folder) throws IOException {
        return SqliteLinkStore.open(folder, StoreSettings.DEFAULT);
    }

    static Durability durability(Sync sync) {
        Durability usual = Durability.DEFAULT;
        return new Durability(
                sync,
                usual.syncEvery(),
                usual.maxBytes(),
                usual.maxAge(),
                usual.attempts(),
                usual.backOff(),
                usual.maxBackOff(),
                usual.strictOrder(),
                usual.drainRate());
    }

    static StoredLink open(SqliteLinkStore store, Heard heard) {
        return store.open(LINK, Durability.DEFAULT, heard);
    }

    /** Appends messages with these texts, and waits until they are stored. */
    static List<Long> append(StoredLink link, Heard heard, String... texts) {
        List<Long> numbers = new ArrayList<>();
        for (String text : texts) {
            numbers.add(link.append(Message.of(Map.of("kind", "test"), text), 1_000));
        }
        heard.awaitStored(numbers.get(numbers.size() - 1));
        return numbers;
    }

    static String[] texts(int from, int to) {
        String[] texts = new String[to - from];
        for (int i = from; i < to; i++) {
            texts[i - from] = "message " + i;
        }
        return texts;
    }

    static List<StoredMessage> readAll(StoredLink link) throws IOException {
        List<StoredMessage> all = new ArrayList<>();
        long after = 0;
        List<StoredMessage> some = link.read(after, 100, 1 << 20);
        while (!some.isEmpty()) {
            all.addAll(some);
            after = some.get(some.size() - 1).number();
            some = link.read(after, 100, 1 << 20);
        }
        assertThat(all).extracting(StoredMessage::number).isSorted().doesNotHaveDuplicates();
        return all;
    }

    static List<String> textsOf(List<StoredMessage> messages) {
        return messages.stream().map(stored -> stored.message().text()).toList();
    }
}
