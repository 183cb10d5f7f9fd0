package dev.bulkhead.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.store.Durability.Sync;
import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.broker.store.StoredMessage;
import dev.bulkhead.broker.store.Totals;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;

/**
 * A process whose writes are recorded: {@code FOLDER RUN MESSAGES}. Publishers say {@code stored NUMBER TEXT} on standard output when a message
 * is acknowledged; before messages are settled it says {@code settling NUMBER}. It ends without closing the store.
 */
public final class Recorded {
    static final LinkKey OTHER = new LinkKey("press", "log", Map.of());

    private static final int PUBLISHERS = 3;
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private Recorded() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int messages = Integer.parseInt(args[2]);
        SqliteLinkStore store = StoreFixture.open(folder);
        Heard heard = new Heard();
        StoredLink link = store.open(StoreFixture.LINK, StoreFixture.durability(Sync.BATCH), heard);
        StoredLink other = store.open(OTHER, StoreFixture.durability(Sync.NEVER), new Heard());
        Thread[] publishers = new Thread[PUBLISHERS];
        for (int i = 0; i < PUBLISHERS; i++) {
            String name = args[1] + "-" + i + "-";
            publishers[i] = new Thread(() -> publish(link, heard, other, name, messages / PUBLISHERS));
            publishers[i].start();
        }
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("links.db"))) {
            for (Thread publisher : publishers) {
                while (publisher.isAlive()) {
                    publisher.join(20);
                    settleSome(link);
                    boolean unused = database.createStatement().execute("PRAGMA wal_checkpoint(PASSIVE)");
                }
            }
        }
        Runtime.getRuntime().halt(0);
    }

    /** Of many sizes, some larger than a page. */
    static Message message(String text) {
        int padding = Math.floorMod(text.hashCode(), 71) * Math.floorMod(text.hashCode(), 67);
        return Message.of(Map.of("text", text), text + "#".repeat(padding));
    }

    private static void publish(StoredLink link, Heard heard, StoredLink other, String name, int messages) {
        for (int i = 0; i < messages; i++) {
            long unused = other.append(message(name + i), i);
            long number = link.append(message(name + i), i);
            heard.awaitStored(number);
            say("stored " + number + " " + name + i);
        }
    }

    private static void settleSome(StoredLink link) throws IOException {
        List<StoredMessage> oldest = link.read(0, 30, 1 << 20);
        if (oldest.size() == 30) {
            long number = oldest.get(20).number();
            say("settling " + number);
            link.settled(number, Totals.NONE);
        }
    }

    private static void say(String line) {
        try {
            OUT.write((line + "\n").getBytes(US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
