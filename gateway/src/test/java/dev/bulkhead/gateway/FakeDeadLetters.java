package dev.bulkhead.gateway;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.gateway.store.DeadLetterOffice;
import dev.bulkhead.store.DeadLetter;
import dev.bulkhead.store.DeadLetterText;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Two dead letters that are nowhere on disk; the link of the second is gone. */
final class FakeDeadLetters implements DeadLetterOffice {
    private final TreeMap<Long, DeadLetterText> letters = new TreeMap<>();

    FakeDeadLetters() {
        add(1, "log", "receive-failed", "java.lang.IllegalStateException: no room");
        add(2, "gone", "link-removed", "the link was removed");
    }

    private void add(long id, String sink, String reason, String cause) {
        Message message = Message.of(Map.of("kind", "cpu"), "0.93");
        DeadLetter letter = new DeadLetter(
                id,
                new LinkKey("telemetry", sink, Map.of("kind", "cpu*")),
                40 + id,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Instant.parse("2026-01-02T03:05:05.678Z"),
                reason,
                cause,
                5,
                message.size());
        letters.put(
                id,
                new DeadLetterText(letter, cause + "\n\tat com.acme.Log.receive(Log.java:12)\n", Optional.of(message)));
    }

    @Override
    public synchronized List<DeadLetter> list(Optional<String> source, Optional<String> sink, long before, int most) {
        return letters.values().stream()
                .map(DeadLetterText::letter)
                .filter(letter -> letter.id() < before)
                .filter(letter -> source.isEmpty() || letter.link().source().equals(source.get()))
                .filter(letter -> sink.isEmpty() || letter.link().sink().equals(sink.get()))
                .sorted(Comparator.comparingLong(DeadLetter::id).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Optional<DeadLetterText> show(long id) {
        return Optional.ofNullable(letters.get(id));
    }

    @Override
    public synchronized void replay(long id) throws IOException, ReplayException {
        if (!letters.containsKey(id)) {
            throw new ReplayException("there is no dead letter " + id, true);
        }
        if (id == 2) {
            throw new ReplayException("there is no durable link from telemetry to gone any more", false);
        }
        letters.remove(id);
    }

    @Override
    public synchronized long purge(Collection<Long> ids) {
        long before = letters.size();
        letters.keySet().removeAll(List.copyOf(ids));
        return before - letters.size();
    }

    @Override
    public synchronized long purgeOlderThan(Instant moment) {
        long before = letters.size();
        letters.values().removeIf(letter -> letter.letter().died().isBefore(moment));
        return before - letters.size();
    }
}
