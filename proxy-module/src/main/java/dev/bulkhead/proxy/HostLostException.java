package dev.bulkhead.proxy;

/** A host that had said hello is gone. */
public final class HostLostException extends HostFailedException {
    private static final long serialVersionUID = 1;

    private final HostLoss.Kind kind;

    HostLostException(HostLoss loss) {
        super(loss.text());
        kind = loss.kind();
    }

    /** {@return how it was lost} */
    public HostLoss.Kind kind() {
        return kind;
    }
}
