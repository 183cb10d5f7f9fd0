package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** Counts what it receives, and says by static fields what it was given by whom; one edition differs from another by its arguments. */
public sealed class Gauge implements Module {
    /** What was received, each behind the mark of who received it. */
    static final Queue<String> RECEIVED = new ConcurrentLinkedQueue<>();

    /** One that hangs goes on with a permit. */
    static final Semaphore HANGING = new Semaphore(0);

    static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();

    private ModuleContext context;
    private Settings settings;
    private long count;

    /**
     * The arguments.
     *
     * @param mark tells one edition from another
     * @param failsIn the call that throws; null if none does
     */
    public record Settings(String mark, String failsIn) {}

    /** One that can rest, and whose count can be carried over. */
    public static final class Resting extends Gauge implements Suspendable, Stateful {
        @Override
        public void suspend() {
            called("suspend");
        }

        @Override
        public void resume() {
            called("resume");
        }

        @Override
        public byte[] saveState() {
            called("saveState");
            return ByteBuffer.allocate(Long.BYTES).putLong(super.count).array();
        }

        @Override
        public void restoreState(byte[] state) {
            called("restoreState");
            super.count = ByteBuffer.wrap(state).getLong();
        }
    }

    /** One that only receives. */
    public static final class Plain extends Gauge {}

    /** Publishes numbers, as fast as the links take them, while it is told to. */
    public static final class Pump implements Module {
        static volatile boolean runs;
        static volatile int published;

        private ModuleContext context;
        private int number;

        @Override
        public void create(ModuleContext given) {
            context = given;
            context.every(Duration.ofMillis(1), this::pump);
        }

        private void pump() {
            for (int i = 0; runs && i < 64; i++) {
                context.publish(Message.builder().text(String.valueOf(++number)).build());
                published = number;
            }
        }

        @Override
        public void receive(Message message) {}

        @Override
        public void destroy() {}
    }

    static void reset() {
        RECEIVED.clear();
        CALLS.clear();
        Pump.runs = true;
        Pump.published = 0;
    }

    void called(String call) {
        CALLS.add(settings.mark() + "." + call);
        if (call.equals(settings.failsIn())) {
            throw new IllegalStateException("no " + call + " today");
        }
    }

    @Override
    public void create(ModuleContext given) {
        context = given;
        settings = context.args(Settings.class);
        called("create");
    }

    @Override
    public void start() {
        called("start");
        context.condition("counted", count > 0);
    }

    @Override
    public void receive(Message message) {
        count++;
        RECEIVED.add(settings.mark() + message.text());
        if ("hang".equals(settings.failsIn())) {
            HANGING.acquireUninterruptibly();
        }
        if ("receive".equals(settings.failsIn())) {
            throw new IllegalStateException("no receive today");
        }
    }

    @Override
    public void destroy() {
        called("destroy");
    }
}
