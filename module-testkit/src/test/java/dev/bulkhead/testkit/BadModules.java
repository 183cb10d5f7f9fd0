package dev.bulkhead.testkit;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import java.util.concurrent.TimeUnit;

/** Modules that each break a rule. All of them publish what they receive. */
public final class BadModules {
    private BadModules() {}

    /** Breaks none. */
    public static class Echo implements Module {
        private ModuleContext context;

        protected final ModuleContext context() {
            return context;
        }

        @Override
        public void create(ModuleContext newContext) {
            context = newContext;
        }

        @Override
        public void receive(Message message) throws Exception {
            context.publish(message);
        }

        @Override
        public void destroy() throws Exception {}
    }

    /** Says nothing when it refuses its arguments. */
    public static final class Speechless extends Echo {
        @Override
        public void create(ModuleContext newContext) {
            super.create(newContext);
            if (!newContext.argsJson().equals("{}")) {
                throw new IllegalArgumentException();
            }
        }
    }

    /** Throws at what it should take. */
    public static final class Picky extends Echo {
        @Override
        public void receive(Message message) throws Exception {
            super.receive(message);
            throw new IllegalStateException("not this one");
        }
    }

    /** Takes its time to end. */
    public static final class Slow extends Echo {
        @Override
        public void destroy() throws Exception {
            TimeUnit.MILLISECONDS.sleep(300);
        }
    }

    /** Leaves a thread running. */
    public static final class Spinner extends Echo {
        @Override
        public void create(ModuleContext newContext) {
            super.create(newContext);
            Thread thread = new Thread(Spinner::spin, "spinner");
            thread.setDaemon(true);
            thread.start();
        }

        private static void spin() {
            try {
                TimeUnit.SECONDS.sleep(30);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Leaves itself behind where nobody sees it. */
    public static final class Clinger extends Echo {
        @Override
        public void create(ModuleContext newContext) {
            super.create(newContext);
            Runtime.getRuntime().addShutdownHook(new Thread(this::linger));
        }

        private void linger() {
            // What matters is that somebody else has this object.
        }
    }

    /** Does not do the same in every process. */
    public static final class Local extends Echo {
        @Override
        public void receive(Message message) {
            context()
                    .publish(Message.of(
                            message.properties(),
                            "from " + ProcessHandle.current().pid()));
        }
    }

    /** Stumbles over what comes twice. */
    public static final class Forgetful extends Echo {
        @Override
        public void receive(Message message) throws Exception {
            if (message.property("bulkhead.redelivered").isPresent()) {
                throw new IllegalStateException("again?");
            }
            super.receive(message);
        }
    }

    /** Saves a state that it does not restore. */
    public static final class Amnesiac extends Echo implements Suspendable, Stateful {
        private int count;

        @Override
        public void receive(Message message) {
            count++;
            context().publish(Message.of(message.properties(), count == 1 ? "first" : "another"));
        }

        @Override
        public void suspend() {}

        @Override
        public void resume() {}

        @Override
        public byte[] saveState() {
            return new byte[] {(byte) count};
        }

        @Override
        public void restoreState(byte[] state) {}
    }
}
