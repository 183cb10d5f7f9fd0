package dev.bulkhead.testkit.activation.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.io.IOException;

/** Throws where it is told to. */
public final class Faulty implements Module {
    private ModuleContext context;
    private String where = "";

    /**
     * Where to throw.
     *
     * @param where {@code create}, {@code start}, {@code receive}, {@code destroy}, or nothing
     */
    public record Args(String where) {}

    @Override
    public void create(ModuleContext newContext) throws IOException {
        context = newContext;
        where = context.args(Args.class).where();
        throwIf("create");
    }

    @Override
    public void start() throws IOException {
        throwIf("start");
    }

    /** Throws at a message that says so, echoes any other. */
    @Override
    public void receive(Message message) throws IOException {
        throwIf("receive");
        if (message.text().equals("throw")) {
            throw new IOException("the valve is stuck");
        }
        if (message.text().equals("overflow")) {
            receive(message);
        }
        context.publish(message);
    }

    @Override
    public void destroy() throws IOException {
        throwIf("destroy");
    }

    private void throwIf(String call) throws IOException {
        if (where.equals(call)) {
            throw new IOException("no valve at port 7 in " + call);
        }
    }
}
