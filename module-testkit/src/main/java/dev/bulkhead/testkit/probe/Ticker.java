package dev.bulkhead.testkit.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.time.Duration;

/** Publishes so many numbered messages, some every millisecond. */
public final class Ticker implements Module {
    private ModuleContext context;
    private int left;
    private int atATime;

    /**
     * How much.
     *
     * @param count how many messages in all
     * @param atATime how many every millisecond
     */
    public record Args(int count, int atATime) {}

    @Override
    public void create(ModuleContext newContext) {
        context = newContext;
        left = context.args(Args.class).count();
        atATime = context.args(Args.class).atATime();
        context.every(Duration.ofMillis(1), this::tick);
    }

    private void tick() {
        for (int i = 0; i < atATime && left > 0; i++, left--) {
            context.publish(Message.builder()
                    .property("left", String.valueOf(left))
                    .content(new byte[256])
                    .build());
        }
    }

    @Override
    public void receive(Message message) {}

    @Override
    public void destroy() {}
}
