package dev.bulkhead.testkit.activation.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.time.Duration;

/** Publishes which of its methods was called, and on which thread. */
public final class Diary implements Module {
    private final long constructedOn = Thread.currentThread().getId();
    private ModuleContext context;
    private boolean periodic;

    @Override
    public void create(ModuleContext newContext) {
        context = newContext;
        write("constructor", constructedOn);
        write("create");
        context.every(Duration.ofMillis(1), this::once);
    }

    private void once() {
        if (!periodic) {
            periodic = true;
            write("every");
        }
    }

    @Override
    public void start() {
        write("start");
    }

    @Override
    public void receive(Message message) {
        write("receive " + message.text());
    }

    @Override
    public void endOfBatch() {
        write("endOfBatch");
    }

    @Override
    public void destroy() {
        write("destroy");
    }

    private void write(String call) {
        write(call, Thread.currentThread().getId());
    }

    private void write(String call, long thread) {
        context.publish(Message.builder()
                .property("call", call)
                .property("thread", String.valueOf(thread))
                .build());
    }
}
