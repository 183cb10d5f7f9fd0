package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import java.util.Map;

/** Tells whether a link wants a message, by its properties. */
public final class Match {
    private final String[] keys;
    private final Glob[] globs;

    /** Looks for these globs, each under its key. */
    public Match(Map<String, String> globByKey) {
        keys = globByKey.keySet().toArray(String[]::new);
        globs = new Glob[keys.length];
        for (int i = 0; i < keys.length; i++) {
            globs[i] = new Glob(globByKey.getOrDefault(keys[i], ""));
        }
    }

    /** {@return whether every glob fits} */
    public boolean accepts(Message message) {
        for (int i = 0; i < keys.length; i++) {
            String value = message.properties().get(keys[i]);
            if (value == null || !globs[i].matches(value)) {
                return false;
            }
        }
        return true;
    }
}
