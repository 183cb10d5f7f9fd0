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
    private int perSecond;
    private long began;
    /** How many were never sent, because the machine had no time for them. */
    private long skipped;

    private long next;

    /**
     * What the configuration says.
     *
     * @param perSecond how many messages a second
     */
    public record Args(int perSecond) {}

    @Override
    public void create(ModuleContext context) {
        this.context = context;
        perSecond = context.args(Args.class).perSecond();
    }

    @Override
    public void start() {
        began = System.nanoTime();
        context.every(BEAT, this::beat);
    }

    /** What a late beat left is made up for, up to a second of it. */
    private void beat() {
        long due = (long) ((System.nanoTime() - began) / 1e9 * perSecond) - skipped - next;
        skipped += Math.max(0, due - perSecond);
        for (long i = Math.min(due, perSecond); i > 0; i--) {
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
