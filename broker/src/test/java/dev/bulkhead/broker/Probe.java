package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** A module whose calls a test fills in. Keeps which calls came, on which threads, and what it received. */
final class Probe implements Module {
    interface Step<T> {
        void run(T given) throws Exception;
    }

    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Message> received = new ConcurrentLinkedQueue<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile Step<ModuleContext> create = context -> {};
    private volatile Step<ModuleContext> start = context -> {};
    private volatile Step<Message> receive = message -> {};
    private volatile Step<ModuleContext> endOfBatch = context -> {};
    private volatile Step<ModuleContext> destroy = context -> {};
    private volatile ModuleContext context;
    private volatile Thread thread;

    /** Keeps nothing: for tests with very many messages. */
    static final class Quiet implements Module {
        private final Step<Message> receive;

        Quiet(Step<Message> receive) {
            this.receive = receive;
        }

        @Override
        public void create(ModuleContext given) {}

        @Override
        public void receive(Message message) throws Exception {
            receive.run(message);
        }

        @Override
        public void destroy() {}
    }

    Probe() {
        threads.add(Thread.currentThread());
    }

    Probe onCreate(Step<ModuleContext> step) {
        create = step;
        return this;
    }

    Probe onStart(Step<ModuleContext> step) {
        start = step;
        return this;
    }

    Probe onReceive(Step<Message> step) {
        receive = step;
        return this;
    }

    Probe onEndOfBatch(Step<ModuleContext> step) {
        endOfBatch = step;
        return this;
    }

    Probe onDestroy(Step<ModuleContext> step) {
        destroy = step;
        return this;
    }

    /** Waits in user code that nothing but the latch gets out of it, as a hung driver does. */
    static void hang(CountDownLatch until) {
        boolean open = false;
        while (!open) {
            try {
                until.await();
                open = true;
            } catch (InterruptedException e) {
                open = false;
            }
        }
    }

    @Override
    public void create(ModuleContext given) throws Exception {
        context = given;
        called("create");
        create.run(given);
    }

    @Override
    public void start() throws Exception {
        called("start");
        start.run(context);
    }

    @Override
    public void receive(Message message) throws Exception {
        called("receive");
        received.add(message);
        receive.run(message);
    }

    @Override
    public void endOfBatch() throws Exception {
        called("endOfBatch");
        endOfBatch.run(context);
    }

    @Override
    public void destroy() throws Exception {
        called("destroy");
        destroy.run(context);
    }

    private void called(String call) {
        thread = Thread.currentThread();
        threads.add(thread);
        calls.add(call);
    }

    /** {@return the thread that last called this object} */
    Thread thread() {
        return thread;
    }

    ModuleContext context() {
        return context;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    /** {@return the threads that called this object, the one that made it included} */
    Set<Thread> threads() {
        return threads;
    }

    List<Message> received() {
        return List.copyOf(received);
    }

    List<String> texts() {
        return received.stream().map(Message::text).toList();
    }

    List<Integer> numbers() {
        return received.stream()
                .map((Message message) -> Messages.number(message))
                .toList();
    }
}
