package dev.bulkhead.proxy.service;

import java.io.IOException;
import java.util.List;

/** Runs commands of the operating system. Thread-safe. */
@FunctionalInterface
public interface Commands {
    /**
     * What a command that has ended said.
     *
     * @param status its exit status
     * @param output what it printed, on both channels
     */
    record Answer(int status, String output) {
        boolean succeeded() {
            return status == 0;
        }

        /** {@return the output in one line} */
        String line() {
            return output.strip().replaceAll("\\s*\\R\\s*", " | ");
        }
    }

    /**
     * Runs a command and waits for its end. An interrupt ends the command.
     *
     * @throws IOException if it cannot be run, or was ended by an interrupt
     */
    Answer run(List<String> command) throws IOException;
}
