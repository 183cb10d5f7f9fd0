package dev.bulkhead.testkit.activation.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.util.concurrent.locks.LockSupport;

/** Never comes back from one of its methods, whatever anybody does. */
public final class Hanger implements Module {
    private String where = "";

    /**
     * Where to hang.
     *
     * @param where {@code create}, {@code receive} or {@code destroy}
     */
    public record Args(String where) {}

    @Override
    public void create(ModuleContext context) {
        where = context.args(Args.class).where();
        hangIf("create");
    }

    @Override
    public void receive(Message message) {
        hangIf("receive");
    }

    @Override
    public void destroy() {
        hangIf("destroy");
    }

    private void hangIf(String call) {
        while (where.equals(call)) {
            LockSupport.park(this);
        }
    }
}
