package dev.bulkhead.testkit;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The modules at the other ends of simulated links. */
final class Sinks {
    private Sinks() {}

    /** Publishes for the test. */
    static final class Mouth implements Module {
        private ModuleContext context;

        ModuleContext context() {
            return context;
        }

        @Override
        public void create(ModuleContext newContext) {
            context = newContext;
        }

        @Override
        public void receive(Message message) {
            // Nothing is linked to it.
        }

        @Override
        public void destroy() {
            // Nothing is held open.
        }
    }

    /** Keeps all that it receives. */
    static final class Ear implements Module {
        private final List<Message> heard = new ArrayList<>();

        synchronized List<Message> heard() {
            return List.copyOf(heard);
        }

        @Override
        public void create(ModuleContext context) {
            // Nothing to prepare.
        }

        @Override
        public synchronized void receive(Message message) {
            heard.add(message);
        }

        @Override
        public void destroy() {
            // Nothing is held open.
        }
    }

    /** Does not return from its first message until it is let go. */
    static final class Sleeper implements Module {
        private final CountDownLatch asleep = new CountDownLatch(1);
        private final CountDownLatch awake = new CountDownLatch(1);

        void awaitAsleep() throws InterruptedException {
            asleep.await();
        }

        void wake() {
            awake.countDown();
        }

        @Override
        public void create(ModuleContext context) {
            // Nothing to prepare.
        }

        @Override
        public void receive(Message message) throws InterruptedException {
            asleep.countDown();
            awake.await();
        }

        @Override
        public void destroy() {
            // Nothing is held open.
        }
    }
}
