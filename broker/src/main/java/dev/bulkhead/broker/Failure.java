package dev.bulkhead.broker;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Why a module did not take a message.
 *
 * @param cause in one line
 * @param trace the stack trace; empty where there is none
 */
public record Failure(String cause, String trace) {

    /** {@return what a module threw} */
    static Failure of(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return new Failure(thrown.toString(), trace.toString());
    }
}
