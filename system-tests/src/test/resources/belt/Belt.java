package com.acme.belt;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.ModuleType;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A conveyor belt of numbers: one module sends them, the others throw when one is missing, and pass them on. */
public final class Belt {
    private static final String VERSION = "@VERSION@";

    private Belt() {}

    /** Sends the next numbers, many every millisecond. */
    @ModuleType(value = "acme/pump", args = Pump.Args.class)
    public static final class Pump implements Module {
        private ModuleContext context;
        private long number;

        public record Args(int each) {}

        @Override
        public void create(ModuleContext given) {
            context = given;
            int each = context.args(Args.class).each();
            context.every(Duration.ofMillis(1), () -> {
                for (int i = 0; i < each; i++) {
                    context.publish(Message.builder().text(Long.toString(++number)).build());
                }
            });
        }

        @Override
        public void receive(Message message) {}

        @Override
        public void destroy() {}
    }

    /** Throws when a number is missing, or comes twice; passes on what is right. */
    @ModuleType(value = "acme/checker", args = Checker.Args.class)
    public static class Checker implements Module {
        private ModuleContext context;
        long last;

        public record Args(String failsIn) {}

        @Override
        public void create(ModuleContext given) {
            context = given;
            if (VERSION.equals("1.2.0") && "create".equals(context.args(Args.class).failsIn())) {
                throw new IllegalStateException("version " + VERSION + " does not fit to this press");
            }
            context.condition("version-" + VERSION, true);
        }

        @Override
        public void receive(Message message) {
            long number = Long.parseLong(message.text());
            long before = last;
            last = number;
            if (before != 0 && number != 1 && number != before + 1) {
                throw new IllegalStateException(number + " follows " + before);
            }
            if (VERSION.equals("1.2.0") && "receive".equals(context.args(Args.class).failsIn())) {
                throw new IllegalStateException("version " + VERSION + " breaks what it takes");
            }
            if (VERSION.equals("1.2.0") && "crash".equals(context.args(Args.class).failsIn()) && number % 1000 == 0) {
                Runtime.getRuntime().halt(3);
            }
            context.publish(message);
        }

        @Override
        public void destroy() {}
    }

    /** A checker whose place the next version can take without forgetting the last number. */
    @ModuleType(value = "acme/resting-checker", args = Checker.Args.class)
    public static final class RestingChecker extends Checker implements Suspendable, Stateful {
        @Override
        public void suspend() {}

        @Override
        public void resume() {}

        @Override
        public byte[] saveState() {
            return ByteBuffer.allocate(Long.BYTES).putLong(last).array();
        }

        @Override
        public void restoreState(byte[] state) {
            last = ByteBuffer.wrap(state).getLong();
        }
    }
}
