package dev.bulkhead.benchmarks.process;

import java.net.URL;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * Sees to it that rivals have JeroMQ as it comes. Bulkhead's jar {@code wire} has a class that stands in for one of JeroMQ's, so
 * JeroMQ must precede it on the class path of a rival.
 */
final class JeroMqAsItComes {
    private static final String REPLACED = "zmq.Signaler";

    private JeroMqAsItComes() {}

    static void require() {
        URL theirs = source(ZMQ.class);
        URL found = source(replaced());
        if (theirs == null || !theirs.equals(found)) {
            throw new IllegalStateException(
                    REPLACED + " comes from " + found + ", a rival must have that of " + theirs);
        }
    }

    private static Class<?> replaced() {
        try {
            return Class.forName(REPLACED);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("JeroMQ has no " + REPLACED, e);
        }
    }

    private static @Nullable URL source(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? null : source.getLocation();
    }
}
