package dev.bulkhead.testkit;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Adds up the numbers that it receives, and publishes the sum after each batch, and now and then. */
public final class Tally implements Module, Suspendable, Stateful {
    private ModuleContext context;
    private long sum;

    /**
     * What it takes.
     *
     * @param every how often it publishes the sum anyway
     */
    public record Args(Duration every) {}

    @Override
    public void create(ModuleContext newContext) {
        context = newContext;
        Args args = context.args(Args.class);
        if (args.every() == null) {
            throw new IllegalArgumentException("every is missing");
        }
        context.every(args.every(), () -> publish("now and then"));
    }

    @Override
    public void receive(Message message) {
        if (message.property("bulkhead.redelivered").isEmpty()) {
            sum += Long.parseLong(message.text());
        }
    }

    @Override
    public void endOfBatch() {
        publish("batch");
    }

    private void publish(String why) {
        var result = context.publish(Message.builder()
                .property("why", why)
                .property("at", context.clock().instant().toString())
                .text(Long.toString(sum))
                .build());
        context.condition("heard", result == dev.bulkhead.api.PublishResult.ACCEPTED);
    }

    @Override
    public void suspend() {}

    @Override
    public void resume() {}

    @Override
    public byte[] saveState() {
        return ByteBuffer.allocate(Long.BYTES).putLong(sum).array();
    }

    @Override
    public void restoreState(byte[] state) {
        sum = ByteBuffer.wrap(state).getLong();
    }

    @Override
    public void destroy() {}
}
