package dev.bulkhead.broker;

import dev.bulkhead.api.Message;

/** The properties by which the sink of a durable link tells a message from another, and from itself when it comes again. */
public final class Marks {
    /** The module that published the message. */
    public static final String SOURCE = "bulkhead.source";
    /** The message's number: among all of the gateway's durable links there is no other with it. */
    public static final String SEQUENCE = "bulkhead.sequence";
    /** {@code true} if the message may have been delivered before; absent otherwise. */
    public static final String REDELIVERED = "bulkhead.redelivered";
    /** The most bytes that marks add to a frame. */
    public static final int MAX_BYTES = 1024;

    private Marks() {}

    static Message mark(Message message, String source, long number, boolean redelivered) {
        Message.Builder marked = Message.builder();
        message.properties().forEach((key, value) -> {
            if (!isMark(key)) {
                marked.property(key, value);
            }
        });
        marked.property(SOURCE, source).property(SEQUENCE, Long.toString(number));
        if (redelivered) {
            marked.property(REDELIVERED, "true");
        }
        byte[] content = message.content();
        return marked.content(content, 0, content.length).build();
    }

    private static boolean isMark(String key) {
        return key.equals(SOURCE) || key.equals(SEQUENCE) || key.equals(REDELIVERED);
    }
}
