package dev.bulkhead.testkit.activation.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.time.Duration;

/** Publishes so many numbered messages, some every millisecond. */
public final class Ticker implements Module {
    private ModuleContext context;
    private int left;
    private int atATime;
    private byte[] content = new byte[256];

    /**
     * How much.
     *
     * @param count how many messages in all
     * @param atATime how many every millisecond
     * @param size the bytes of each; 256 if 0
     */
    public record Args(int count, int atATime, int size) {}

    @Override
    public void create(ModuleContext newContext) {
        context = newContext;
        left = context.args(Args.class).count();
        atATime = context.args(Args.class).atATime();
        int size = context.args(Args.class).size();
        content = size == 0 ? content : new byte[size];
        context.every(Duration.ofMillis(1), this::tick);
    }

    private void tick() {
        for (int i = 0; i < atATime && left > 0; i++, left--) {
            context.publish(Message.builder()
                    .property("left", String.valueOf(left))
                    .content(content)
                    .build());
        }
    }

    @Override
    public void receive(Message message) {}

    @Override
    public void destroy() {}
}
