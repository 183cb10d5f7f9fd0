package dev.bulkhead.store;

import java.io.IOException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine: missing it is a failure in CI, and elsewhere nothing that could be overlooked. */
final class Needs {
    private Needs() {}

    /** Goes on if that is there. */
    static void require(boolean there, String what) {
        if (there) {
            return;
        }
        String text = "NOT TESTED, because this needs " + what;
        System.err.println(text);
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(text);
        }
        Assumptions.abort(text);
    }

    /** {@return whether a command ends well} */
    static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
