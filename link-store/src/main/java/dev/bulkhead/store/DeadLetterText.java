package dev.bulkhead.store;

import dev.bulkhead.api.Message;
import java.util.Optional;

/**
 * A dead letter with all that is kept of it.
 *
 * @param trace the stack trace; empty where there is none
 * @param message empty if what the disk holds of it is damaged
 */
public record DeadLetterText(DeadLetter letter, String trace, Optional<Message> message) {}
