package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.host.load.ErrorText;
import dev.bulkhead.proxy.HostFailedException;
import dev.bulkhead.proxy.HostLoss;
import dev.bulkhead.proxy.HostLostException;
import dev.bulkhead.proxy.ModuleFailedException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A call of a module failed. Its message is what the operator is told. */
final class CallFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    CallFailedException(Reason reason, String text, Throwable cause) {
        super(text, cause);
        this.reason = reason;
    }

    /** {@return the failure of {@code instantiate} or {@code create}} */
    static CallFailedException inCreate(Throwable cause, Reason ifTheModuleFailed) {
        return new CallFailedException(reasonFor(cause, ifTheModuleFailed), textOf(cause), cause);
    }

    /** {@return the failure of a later call: a host that is lost then had a module already} */
    static CallFailedException later(Throwable cause) {
        Reason reason = cause instanceof HostLostException lost
                ? reasonFor(lost.kind())
                : reasonFor(cause, Reason.INITIALIZATION_FAILED);
        return new CallFailedException(reason, textOf(cause), cause);
    }

    /** {@return the failure of a call that does not come back from the module's own code} */
    static CallFailedException hang(String what, Duration limit, TimeoutException cause) {
        return new CallFailedException(
                Reason.WATCHDOG_EXPIRED, "it took longer than " + limit.toMillis() + " ms to " + what, cause);
    }

    /** {@return the failure to save a state in time, after which a module rests on} */
    static CallFailedException tooLate(Duration limit, TimeoutException cause) {
        return new CallFailedException(
                Reason.REQUESTED,
                "it did not save its state within " + limit.toMillis()
                        + " ms; it stays suspended: allow more (timeout)",
                cause);
    }

    private static Reason reasonFor(Throwable cause, Reason ifTheModuleFailed) {
        if (cause instanceof ModuleFailedException failure) {
            return failure.isNotInstantiated() ? Reason.INSTANTIATION_FAILED : Reason.INITIALIZATION_FAILED;
        }
        return cause instanceof HostFailedException ? Reason.INSTANTIATION_FAILED : ifTheModuleFailed;
    }

    /** {@return the reason for a host's loss} */
    static Reason reasonFor(HostLoss.Kind kind) {
        return switch (kind) {
            case SILENT, HUNG -> Reason.WATCHDOG_EXPIRED;
            case OUT_OF_MEMORY -> Reason.MEMORY_EXCEEDED;
            case EXITED, ENDED, PROTOCOL -> Reason.FAILURE;
        };
    }

    private static String textOf(Throwable cause) {
        boolean tellsAll = cause instanceof ModuleFailedException || cause instanceof HostFailedException;
        return tellsAll ? String.valueOf(cause.getMessage()) : ErrorText.of(cause);
    }

    /** {@return why the module is down then} */
    Reason reason() {
        return reason;
    }

    /** {@return whether the module is still in its own code, and must be ended} */
    boolean isHang() {
        return reason == Reason.WATCHDOG_EXPIRED && getCause() instanceof TimeoutException;
    }

    /** {@return whether the host went away, so that another may come} */
    boolean isHostLost() {
        return getCause() instanceof HostLostException;
    }
}
