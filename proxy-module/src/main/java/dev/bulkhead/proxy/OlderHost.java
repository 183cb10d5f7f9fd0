package dev.bulkhead.proxy;

import dev.bulkhead.api.Message;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a host of an earlier protocol cannot take. */
final class OlderHost {
    /** How the marks begin that a message got on its way. */
    private static final String MARK = "bulkhead.";

    private OlderHost() {}

    /** {@return the message; without its marks, where it is larger with them than its publisher might make it} */
    static Message fit(Message message, int maxMessage) {
        if (message.size() <= maxMessage) {
            return message;
        }
        Map<String, String> own = new LinkedHashMap<>(message.properties());
        own.keySet().removeIf(key -> key.startsWith(MARK));
        return Message.of(own, message.content());
    }
}
