package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A module that can rest, and whose state is a text. A test fills in what else a call does. */
final class Sleeper implements Module, Suspendable, Stateful {
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Message> received = new ConcurrentLinkedQueue<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile ModuleContext context;
    private volatile Probe.Step<ModuleContext> suspend = given -> {};
    private volatile Probe.Step<ModuleContext> resume = given -> {};
    private volatile Probe.Step<Message> receive = message -> {};
    private volatile byte[] state = {};

    Sleeper onSuspend(Probe.Step<ModuleContext> step) {
        suspend = step;
        return this;
    }

    Sleeper onResume(Probe.Step<ModuleContext> step) {
        resume = step;
        return this;
    }

    Sleeper onReceive(Probe.Step<Message> step) {
        receive = step;
        return this;
    }

    Sleeper state(byte[] newState) {
        state = newState;
        return this;
    }

    byte[] state() {
        return state;
    }

    @Override
    public void create(ModuleContext given) {
        called("create");
        context = given;
    }

    @Override
    public void start() {
        called("start");
    }

    @Override
    public void receive(Message message) throws Exception {
        called("receive");
        received.add(message);
        receive.run(message);
    }

    @Override
    public void suspend() throws Exception {
        called("suspend");
        suspend.run(context);
    }

    @Override
    public void resume() throws Exception {
        called("resume");
        resume.run(context);
    }

    @Override
    public byte[] saveState() {
        called("saveState");
        return state;
    }

    @Override
    public void restoreState(byte[] given) {
        called("restoreState");
        if (given.length == 1) {
            throw new IllegalArgumentException("a state of one byte");
        }
        state = given;
    }

    @Override
    public void destroy() {
        called("destroy");
    }

    private void called(String call) {
        calls.add(call);
        threads.add(Thread.currentThread());
    }

    ModuleContext context() {
        return context;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    Set<Thread> threads() {
        return threads;
    }

    List<Integer> numbers() {
        return received.stream()
                .map((Message message) -> Messages.number(message))
                .toList();
    }
}
