package dev.bulkhead.broker;

/** Arguments that are JSON text, and that only a {@code String} can be bound to. */
record JsonText(String json) implements Args {
    static final JsonText NONE = new JsonText("{}");

    @Override
    public <T> T bind(Class<T> type) {
        return type.cast(json);
    }
}
