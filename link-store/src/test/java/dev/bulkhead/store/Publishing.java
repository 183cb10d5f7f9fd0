package dev.bulkhead.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.store.Durability.Sync;
import dev.bulkhead.broker.store.LinkStore.Listener;
import dev.bulkhead.broker.store.StoredLink;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A process that publishes until it is killed: {@code FOLDER SYNC PUBLISHERS FIRST MOST}. Each publisher P publishes the texts {@code P-FIRST},
 * {@code P-FIRST+1} and so on, each when the one before is stored, and then says so on standard output, in one write a line.
 */
public final class Publishing {
    private static final int PADDING = 200;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final StoredLink link;
    private long stored;

    private Publishing(SqliteLinkStore store, Sync sync) {
        Listener listener = new Listener() {
            @Override
            public void stored(long upTo) {
                heard(upTo);
            }

            @Override
            public void failed(long upTo, String why) {
                say("failed " + why);
            }
        };
        link = store.open(StoreFixture.LINK, StoreFixture.durability(sync), listener);
    }

    public static void main(String[] args) throws Exception {
        SqliteLinkStore store = StoreFixture.open(Path.of(args[0]));
        Publishing publishing = new Publishing(store, Sync.valueOf(args[1]));
        int publishers = Integer.parseInt(args[2]);
        int first = Integer.parseInt(args[3]);
        int most = Integer.parseInt(args[4]);
        for (int i = 0; i < publishers; i++) {
            String name = "p" + i;
            new Thread(() -> publishing.publish(name, first, most)).start();
        }
    }

    static Message message(String text) {
        return Message.of(Map.of("text", text), text + " ".repeat(PADDING));
    }

    private void publish(String name, int first, int most) {
        for (int i = first; i < first + most; i++) {
            String text = name + "-" + i;
            awaitStored(link.append(message(text), System.currentTimeMillis()));
            say(text);
        }
    }

    private synchronized void heard(long upTo) {
        stored = upTo;
        notifyAll();
    }

    private synchronized void awaitStored(long number) {
        while (stored < number) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void say(String line) {
        try {
            out.write((line + "\n").getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
