package dev.bulkhead.api;

/** A message was published that exceeds the gateway's limit. */
public final class MessageTooLargeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /**
     * @param size the size of the message as a frame, in bytes
     * @param limit the largest size allowed, in bytes
     */
    public MessageTooLargeException(long size, long limit) {
        super("the message has " + size + " bytes, the limit is " + limit
                + " (gateway.maxMessage in the configuration); split it, or raise the limit");
    }
}
