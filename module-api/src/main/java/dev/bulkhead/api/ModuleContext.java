package dev.bulkhead.api;

import java.time.Duration;
import java.time.InstantSource;

/** A module's view of the gateway: its name, its arguments, and a way to publish. */
public interface ModuleContext {
    /** {@return the module's name in {@code gateway.json}} */
    String name();

    /**
     * Binds the module's {@code args} to a record (or another class) of the author's. Names are matched to components; an
     * argument that the record does not have, and a value of the wrong type, are errors. A component that is not given is
     * {@code null}, 0 or false. A {@link Duration} is written {@code "250ms"}, {@code "1s"}, {@code "5m"}, {@code "2h"} or {@code "7d"}.
     *
     * @param type the record to make
     * @return a new object of that type
     * @throws IllegalArgumentException if the arguments do not fit, saying which and why; let it pass out of {@code create}
     */
    <T> T args(Class<T> type);

    /** {@return the module's {@code args} as the text of a JSON value; {@code {}} when there are none} */
    String argsJson();

    /**
     * Publishes a message along every link that starts at this module and matches the message. May be called from any
     * thread, at any time between {@code create} and {@code destroy}. Where a link is full, its overflow policy decides: the
     * call waits for room (at most the link's {@code blockFor}), or a message is dropped; the link's ledger counts it either
     * way. Where a link is durable, the call returns when the message is on disk; publishers that call at the same time share one
     * write.
     *
     * @param message what to publish
     * @return what became of the message
     * @throws MessageTooLargeException if the message exceeds the gateway's limit (16 MiB unless set); counted as refused
     */
    PublishResult publish(Message message);

    /**
     * Runs some work again and again on the module's own thread, never at the same time as {@code receive}. The first run
     * comes one period after the module has started. A run that comes late is not made up for: the next follows one period
     * after it. An exception is logged and the work goes on. Call it from {@code create}, {@code start}, {@code receive} or such
     * work itself.
     *
     * @param period the time between two runs; at least 1 ms
     * @param work what to do
     * @throws IllegalArgumentException if the period is shorter than 1 ms
     * @throws IllegalStateException if called from another thread than the module's
     */
    void every(Duration period, Runnable work);

    /**
     * {@return the time of day as the module is to know it} Ask this, not the system, and a test can let time pass: the test kit's
     * clock moves it together with {@link #every}. May be called from any thread.
     *
     * @since 1.2
     */
    default InstantSource clock() {
        return InstantSource.system();
    }

    /**
     * Says whether something holds that other modules may wait for, such as {@code calibrated}. The gateway and its operator know it
     * as {@code MODULE/NAME}; it is unknown, and does not hold, until this is called for the first time. It ends with the module's
     * life: when the module goes down, none of its conditions holds. May be called from any thread, at any time between
     * {@code create} and {@code destroy}, and costs nothing when nothing changes.
     *
     * @param name what to call it: a letter or digit, then at most 63 letters, digits, dots, underscores and hyphens
     * @param holds whether it holds from now on
     * @throws IllegalArgumentException if the name is another, or the module has said 64 others already
     */
    void condition(String name, boolean holds);
}
