package dev.bulkhead.gateway.cli;

import java.io.IOException;

/** What a command was given cannot be used. Its message says what is wrong, for people. */
final class BadInputException extends IOException {
    private static final long serialVersionUID = 1L;

    BadInputException(String message) {
        super(message);
    }
}
