package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.store.Burial;
import dev.bulkhead.broker.store.Durability;
import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.LinkStore;
import dev.bulkhead.broker.store.Past;
import dev.bulkhead.broker.store.Retry;
import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.broker.store.StoredMessage;
import dev.bulkhead.broker.store.Totals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A disk that a test moves by hand: what is appended is stored when the test says so, at once unless told otherwise. */
final class MadeUpStore implements LinkStore {
    private final AtomicLong numbers = new AtomicLong();
    private final Map<LinkKey, OnDisk> links = new ConcurrentHashMap<>();
    private final List<Burial> buried = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean writesAtOnce = true;
    private volatile boolean unclean;

    MadeUpStore holdWrites() {
        writesAtOnce = false;
        return this;
    }

    void endUncleanly() {
        unclean = true;
    }

    List<Burial> buried() {
        return List.copyOf(buried);
    }

    OnDisk only() {
        return links.values().iterator().next();
    }

    @Override
    public StoredLink open(LinkKey link, Durability durability, Listener listener) {
        return links.computeIfAbsent(link, key -> new OnDisk()).opened(listener);
    }

    /** One link on that disk. */
    final class OnDisk implements StoredLink {
        private final TreeMap<Long, StoredMessage> messages = new TreeMap<>();
        private final TreeMap<Long, StoredMessage> unwritten = new TreeMap<>();
        private final TreeMap<Long, Retry> retries = new TreeMap<>();
        private Totals totals = Totals.NONE;
        private Listener listener = new Listener() {
            @Override
            public void stored(long upTo) {}

            @Override
            public void failed(long upTo, String why) {}
        };
        private boolean removed;
        private volatile boolean unreadable;

        private synchronized OnDisk opened(Listener by) {
            listener = by;
            return this;
        }

        synchronized List<Long> numbers() {
            return List.copyOf(messages.keySet());
        }

        synchronized Totals totals() {
            return totals;
        }

        synchronized List<Retry> retries() {
            return List.copyOf(retries.values());
        }

        synchronized boolean isRemoved() {
            return removed;
        }

        void unreadable(boolean now) {
            unreadable = now;
        }

        synchronized void damage(long number) {
            messages.remove(number);
        }

        void write() {
            Listener hearing;
            long upTo;
            synchronized (this) {
                messages.putAll(unwritten);
                upTo = unwritten.isEmpty() ? 0 : unwritten.lastKey();
                unwritten.clear();
                hearing = listener;
            }
            hearing.stored(upTo);
        }

        void fail() {
            Listener hearing;
            long upTo;
            synchronized (this) {
                upTo = unwritten.lastKey();
                unwritten.clear();
                hearing = listener;
            }
            hearing.failed(upTo, "the disk is full");
        }

        @Override
        public synchronized Past past() {
            long bytes = messages.values().stream()
                    .mapToLong(stored -> stored.message().size())
                    .sum();
            return new Past(totals, messages.size(), bytes, 0, new ArrayList<>(retries.values()), unclean);
        }

        @Override
        public void durability(Durability next) {}

        @Override
        public long append(Message message, long at) {
            long number = numbers.incrementAndGet();
            synchronized (this) {
                unwritten.put(number, new StoredMessage(number, at, message));
            }
            if (writesAtOnce) {
                Thread writer = new Thread(this::write);
                writer.setDaemon(true);
                writer.start();
            }
            return number;
        }

        @Override
        public synchronized List<StoredMessage> read(long after, int maxMessages, long maxBytes) throws IOException {
            if (unreadable) {
                throw new IOException("made up");
            }
            return messages.tailMap(after, false).values().stream()
                    .limit(maxMessages)
                    .toList();
        }

        @Override
        public synchronized void settled(long upTo, Totals now) {
            messages.headMap(upTo, true).clear();
            totals = now;
        }

        @Override
        public synchronized void keepForRetry(Retry retry) {
            retries.put(retry.stored().number(), retry);
        }

        @Override
        public synchronized void retried(long number, Totals now) {
            retries.remove(number);
            totals = now;
        }

        @Override
        public synchronized void bury(Burial burial, Totals now) {
            retries.remove(burial.stored().number());
            buried.add(burial);
            totals = now;
        }

        @Override
        public synchronized void remove() {
            removed = true;
        }

        @Override
        public void close() {}
    }
}
