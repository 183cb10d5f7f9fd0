package dev.bulkhead.host;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.broker.Forwarder;
import dev.bulkhead.broker.ForwarderPort;
import dev.bulkhead.wire.relay.Relay;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The member of the host's broker that stands for the gateway: the proxy module's mirror image. No user code runs on its thread,
 * so its heartbeats come whatever the module does.
 */
final class Uplink implements Forwarder {
    private final Relay relay;
    private final Duration heartbeat;
    private final AtomicBoolean telling = new AtomicBoolean();
    private volatile @Nullable ForwarderPort port;

    Uplink(Relay relay, Duration heartbeat) {
        this.relay = relay;
        this.heartbeat = heartbeat;
    }

    @Override
    public void attach(ForwarderPort newPort) {
        port = newPort;
        relay.attach(newPort);
    }

    @Override
    public void create(ModuleContext context) {
        context.every(heartbeat, relay::sendNow);
    }

    @Override
    public void start() {
        relay.sendNow();
    }

    @Override
    public void receive(Message message) {
        relay.receive(message);
    }

    @Override
    public void endOfBatch() {
        relay.endOfBatch();
    }

    @Override
    public void destroy() {
        relay.sendNow();
        relay.destroy();
    }

    /** {@return whether the gateway has messages of which it is not known what became of them} */
    boolean isAnyUnsettled() {
        ForwarderPort present = port;
        return present != null && present.isAnyUnsettled();
    }

    /** Lets the gateway know soon what there is to know. From any thread; several calls may end in one request. */
    void tellSoon() {
        ForwarderPort present = port;
        if (present != null && telling.compareAndSet(false, true)) {
            present.execute(() -> {
                telling.set(false);
                relay.sendNow();
            });
        }
    }
}
