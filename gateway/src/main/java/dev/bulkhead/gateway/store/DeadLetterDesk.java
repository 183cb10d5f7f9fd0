package dev.bulkhead.gateway.store;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.broker.Broker;
import dev.bulkhead.store.DeadLetter;
import dev.bulkhead.store.DeadLetterText;
import dev.bulkhead.store.DeadLetters;
import dev.bulkhead.store.SqliteLinkStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The dead letters of a gateway that runs. */
public final class DeadLetterDesk implements DeadLetterOffice {
    private final DurableStore store;
    private final Broker broker;

    /**
     * Opens nothing.
     *
     * @param broker has the links on which dead letters are replayed
     */
    public DeadLetterDesk(DurableStore store, Broker broker) {
        this.store = store;
        this.broker = broker;
    }

    private Optional<DeadLetters> letters() {
        return store.present().map(SqliteLinkStore::deadLetters);
    }

    @Override
    public List<DeadLetter> list(Optional<String> source, Optional<String> sink, long before, int most)
            throws IOException {
        Optional<DeadLetters> letters = letters();
        return letters.isEmpty() ? List.of() : letters.get().list(source, sink, before, most);
    }

    @Override
    public Optional<DeadLetterText> show(long id) throws IOException {
        Optional<DeadLetters> letters = letters();
        return letters.isEmpty() ? Optional.empty() : letters.get().show(id);
    }

    @Override
    public void replay(long id) throws IOException, ReplayException {
        DeadLetters letters = letters().orElseThrow(() -> unknown(id));
        DeadLetterText taken = letters.take(id).orElseThrow(() -> unknown(id));
        boolean replayed = false;
        try {
            replay(taken);
            replayed = true;
        } finally {
            if (replayed) {
                letters.remove(id);
            } else {
                letters.putBack(id);
            }
        }
    }

    private static ReplayException unknown(long id) {
        return new ReplayException("there is no dead letter " + id, true);
    }

    private void replay(DeadLetterText letter) throws ReplayException {
        String link = "the link from " + letter.letter().link().source() + " to "
                + letter.letter().link().sink();
        Message message = letter.message()
                .orElseThrow(() -> new ReplayException(
                        "dead letter " + letter.letter().id() + " is damaged on disk; it can only be purged", false));
        try {
            PublishResult result = broker.republish(letter.letter().link(), message);
            if (result != PublishResult.ACCEPTED) {
                throw new ReplayException(
                        link + " did not take dead letter " + letter.letter().id()
                                + ": it is full, or the disk is; the status says which",
                        false);
            }
        } catch (IllegalArgumentException e) {
            throw new ReplayException(String.valueOf(e.getMessage()), false);
        }
    }

    @Override
    public long purge(Collection<Long> ids) throws IOException {
        Optional<DeadLetters> letters = letters();
        return letters.isEmpty() ? 0 : letters.get().purge(ids);
    }

    @Override
    public long purgeOlderThan(Instant moment) throws IOException {
        Optional<DeadLetters> letters = letters();
        return letters.isEmpty() ? 0 : letters.get().purgeOlderThan(moment);
    }
}
