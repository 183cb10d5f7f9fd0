package dev.bulkhead.gateway.store;

import dev.bulkhead.store.DeadLetter;
import dev.bulkhead.store.DeadLetterText;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What operators do with messages that could not be delivered. Any thread may call; every call waits for the disk. */
public interface DeadLetterOffice {
    /** Why a dead letter could not be replayed. */
    final class ReplayException extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean unknown;

        /**
         * Says why.
         *
         * @param unknown whether there is no such dead letter
         */
        public ReplayException(String text, boolean unknown) {
            super(text);
            this.unknown = unknown;
        }

        /** {@return whether there is no such dead letter} */
        public boolean isUnknown() {
            return unknown;
        }
    }

    /**
     * {@return dead letters, the newest first}
     *
     * @param source the module at the start of their link; empty for all
     * @param sink the module at its end; empty for all
     * @param before only those with smaller ids
     * @param most how many, at least 1
     */
    List<DeadLetter> list(Optional<String> source, Optional<String> sink, long before, int most) throws IOException;

    /** {@return all of one; empty if there is none with this id} */
    Optional<DeadLetterText> show(long id) throws IOException;

    /** Publishes a dead letter on its link once more, behind what waits there. It is gone when the link has stored it. */
    void replay(long id) throws IOException, ReplayException;

    /** {@return how many of these there were; they are gone} */
    long purge(Collection<Long> ids) throws IOException;

    /** {@return how many died before this moment; they are gone} */
    long purgeOlderThan(Instant moment) throws IOException;
}
