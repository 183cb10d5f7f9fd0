package dev.bulkhead.host.load;

import dev.bulkhead.broker.Args;

/** The arguments of a module, from JSON. */
public final class JsonArgs implements Args {
    private final String json;

    /**
     * Keeps the arguments.
     *
     * @param json a JSON object
     */
    public JsonArgs(String json) {
        this.json = json;
    }

    @Override
    public <T> T bind(Class<T> type) {
        return PlainRecord.bind(json, type).orElseGet(() -> new JacksonBinding(json).bind(type));
    }

    @Override
    public String json() {
        return json;
    }
}
