package dev.bulkhead.benchmarks.module;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.time.Duration;

/** Publishes numbered messages of 256 bytes at a steady rate, from 0 on. */
public final class Metronome implements Module {
    static final String NUMBER = "number";
    private static final Duration BEAT = Duration.ofMillis(20);
    private static final byte[] CONTENT = new byte[240];

    private ModuleContext context;
    private long perBeat;
    private long next;

    /**
     * What the configuration says.
     *
     * @param perSecond how many messages a second, 50 or more
     */
    public record Args(int perSecond) {}

    @Override
    public void create(ModuleContext context) {
        this.context = context;
        perBeat = Math.max(1, context.args(Args.class).perSecond() * BEAT.toMillis() / 1000);
    }

    @Override
    public void start() {
        context.every(BEAT, this::beat);
    }

    private void beat() {
        for (long i = 0; i < perBeat; i++) {
            context.publish(Message.builder()
                    .property(NUMBER, String.valueOf(next++))
                    .content(CONTENT)
                    .build());
        }
    }

    @Override
    public void receive(Message message) {}

    @Override
    public void destroy() {}
}
