package dev.bulkhead.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What could not be delivered and is kept. Thread-safe; every call waits for the disk. */
public final class DeadLetters {
    private final Intake intake;
    private final Reader reader;
    private final Set<Long> taken = ConcurrentHashMap.newKeySet();

    DeadLetters(Intake intake, Reader reader) {
        this.intake = intake;
        this.reader = reader;
    }

    /**
     * {@return dead letters, the newest first}
     *
     * @param source the module at the start of their link; empty for all
     * @param sink the module at its end; empty for all
     * @param before only those with smaller ids; {@link Long#MAX_VALUE} for the newest
     * @param most how many of them, at least 1
     */
    public List<DeadLetter> list(Optional<String> source, Optional<String> sink, long before, int most)
            throws IOException {
        flush();
        return reader.query(database -> DeadLetterRows.list(database, source, sink, before, most));
    }

    /** {@return all of one; empty if there is none with this id} */
    public Optional<DeadLetterText> show(long id) throws IOException {
        flush();
        return reader.query(database -> DeadLetterRows.show(database, id));
    }

    /**
     * Takes one to replay it: until {@link #putBack} or {@link #remove} nobody else gets it. It stays on disk meanwhile, so that it is
     * replayed twice rather than never where the process dies in between.
     *
     * @return empty if there is none with this id, or somebody has taken it
     */
    public Optional<DeadLetterText> take(long id) throws IOException {
        if (!taken.add(id)) {
            return Optional.empty();
        }
        Optional<DeadLetterText> letter = Optional.empty();
        try {
            letter = show(id);
            return letter;
        } finally {
            if (letter.isEmpty()) {
                putBack(id);
            }
        }
    }

    /** It could not be replayed. */
    public void putBack(long id) {
        boolean unused = taken.remove(id);
    }

    /** It has been replayed: its message is stored for its link again. Returns when the dead letter is gone. */
    public void remove(long id) throws IOException {
        try {
            long unused = purge(List.of(id));
        } finally {
            putBack(id);
        }
    }

    /** {@return how many of these there were; they are gone} */
    public long purge(Collection<Long> ids) throws IOException {
        return change(tables -> tables.deadLetters().delete(ids));
    }

    /** {@return how many died before this moment; they are gone} */
    public long purgeOlderThan(Instant moment) throws IOException {
        return change(tables -> tables.deadLetters().deleteOlderThan(moment));
    }

    /** {@return how many there were; they are gone} */
    public long purgeAll() throws IOException {
        return purgeOlderThan(Instant.ofEpochMilli(Long.MAX_VALUE));
    }

    private long change(Task.Body<Long> body) throws IOException {
        try {
            return intake.call(body).await();
        } catch (SQLException e) {
            throw new IOException("cannot delete dead letters: " + e.getMessage(), e);
        }
    }

    /** Has written what was buried before. Where the disk takes nothing, what is there is still shown. */
    private void flush() {
        try {
            boolean unused = intake.call(tables -> true).await();
        } catch (SQLException e) {
            assert e.getMessage() != null;
        }
    }
}
