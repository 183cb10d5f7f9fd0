package dev.bulkhead.wire.protocol;

import dev.bulkhead.broker.Args;

/** The arguments of a module that takes none. */
final class NoArgs implements Args {
    @Override
    public <T> T bind(Class<T> type) {
        throw new UnsupportedOperationException("there are no arguments");
    }

    @Override
    public String json() {
        return "{}";
    }
}
