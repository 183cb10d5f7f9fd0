package dev.bulkhead.testkit.activation.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.MessageTooLargeException;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.util.Map;

/** Publishes from wherever a message asks it to: {@code receive}, a thread of its own, or a message that is too large. */
public final class Publisher implements Module {
    private ModuleContext context;

    @Override
    public void create(ModuleContext newContext) {
        context = newContext;
    }

    @Override
    public void receive(Message message) throws InterruptedException {
        switch (message.text()) {
            case "here" -> say("receive");
            case "thread" -> {
                Thread own = new Thread(() -> say("thread"));
                own.start();
                own.join();
            }
            default -> sayTooMuch(Integer.parseInt(message.text()));
        }
    }

    private void sayTooMuch(int size) {
        try {
            context.publish(Message.of(Map.of(), new byte[size]));
            say("nothing was thrown");
        } catch (MessageTooLargeException e) {
            say(String.valueOf(e.getMessage()));
        }
    }

    private void say(String text) {
        context.publish(Message.of(Map.of(), text));
    }

    @Override
    public void destroy() {}
}
