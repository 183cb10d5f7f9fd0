package dev.bulkhead.host;

import dev.bulkhead.broker.DeliveryListener;
import org.jspecify.annotations.Nullable;

/** Hears of the messages that came from the gateway, and leaves out those of neighbours. On the module's thread. */
final class FromGateway implements DeliveryListener {
    private final String gateway;
    private final Progress progress;
    /** Whether some message of this batch came from the gateway. */
    private boolean some;

    /**
     * Begins to hear.
     *
     * @param gateway the name of the member that publishes for the gateway
     */
    FromGateway(String gateway, Progress progress) {
        this.gateway = gateway;
        this.progress = progress;
    }

    @Override
    public void processed(String source, @Nullable Throwable thrown) {
        if (source.equals(gateway)) {
            some = true;
            progress.processed(thrown);
        }
    }

    @Override
    public void batchEnded() {
        if (some) {
            some = false;
            progress.batchEnded();
        }
    }
}
