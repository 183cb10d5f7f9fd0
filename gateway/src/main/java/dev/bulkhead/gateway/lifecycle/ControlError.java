package dev.bulkhead.gateway.lifecycle;

/** What can be said to somebody who asked in vain. Codes and texts are those of the system whose clients can steer Bulkhead too. */
public enum ControlError {
    /** Something went wrong. */
    GENERAL(1, "Something went wrong."),
    /** The module is not active. */
    UNAVAILABLE(2, "The service is not active."),
    /** In this state that is not possible. */
    ILLEGAL_STATE(5, "The service is in an illegal state!!!."),
    /** The module could not be brought to life. */
    OPENING_FAILED(6, "The service could not be opened."),
    /** It is under way. */
    IN_PROGRESS(12, "The operation is in progress."),
    /** The module could not be brought down. */
    CLOSING_FAILED(19, "The service could not be closed."),
    /** There is no such module, or no such thing. */
    UNKNOWN_KEY(22, "The key is unknown."),
    /** Something that is needed was not said. */
    INCOMPLETE_CONFIG(23, "The configuration is incomplete."),
    /** There is one of this name already. */
    DUPLICATE_KEY(29, "The key exists already."),
    /** What was asked makes no sense. */
    BAD_REQUEST(30, "The request is bad."),
    /** The module waits for its conditions. */
    PENDING_CONDITIONS(31, "The preconditions are not met yet."),
    /** The module, or its activation, cannot do that. */
    NOT_SUPPORTED(44, "That is not supported."),
    /** The module is hibernated. */
    HIBERNATED(46, "The service is hibernated."),
    /** That works out of process only. */
    IN_PROCESS(47, "The service runs in process.");

    private final int code;
    private final String text;

    ControlError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** {@return the number of the error} */
    public int code() {
        return code;
    }

    /** {@return what is said where there is nothing more exact to say} */
    public String text() {
        return text;
    }
}
