package dev.bulkhead.gateway.lifecycle;

/** What was asked of a gateway was not done, and changed nothing, or failed. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ControlError error;

    /**
     * Says why.
     *
     * @param error the kind of refusal
     * @param text what to tell whoever asked
     */
    public RefusedException(ControlError error, String text) {
        super(text);
        this.error = error;
    }

    /** {@return the kind of refusal} */
    public ControlError error() {
        return error;
    }
}
