package ${package};

import dev.bulkhead.api.Api;
import dev.bulkhead.api.Arg;
import dev.bulkhead.api.BuiltFor;
import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.ModuleType;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Publishes the moving average of the numbers it receives. */
@BuiltFor(Api.VERSION)
@ModuleType(value = "${moduleType}", args = ${className}.Args.class)
public final class ${className} implements Module, Suspendable, Stateful {
    private ModuleContext context;
    private double weight;
    private double average = Double.NaN;

    /**
     * What "args" may hold.
     *
     * @param weight how much the newest number weighs, above 0 and at most 1
     */
    public record Args(@Arg(required = true, min = 0, max = 1) double weight) {}

    @Override
    public void create(ModuleContext newContext) {
        context = newContext;
        weight = context.args(Args.class).weight();
        if (weight == 0) {
            throw new IllegalArgumentException("weight is 0; it must be above 0 and at most 1");
        }
    }

    /** Called for one message after another. If this throws, the message counts as not processed, and the module goes on. */
    @Override
    public void receive(Message message) {
        double number = Double.parseDouble(message.text());
        average = Double.isNaN(average) ? number : average + weight * (number - average);
        context.publish(Message.of(message.properties(), String.format(Locale.ROOT, "%.3f", average)));
    }

    /** Nothing to let go of while the module rests. */
    @Override
    public void suspend() {}

    @Override
    public void resume() {}

    /** What the next life, or the next version, goes on with. It begins with a number of its form. */
    @Override
    public byte[] saveState() {
        return ByteBuffer.allocate(9).put((byte) 1).putDouble(average).array();
    }

    @Override
    public void restoreState(byte[] state) {
        ByteBuffer saved = ByteBuffer.wrap(state);
        if (saved.get() != 1) {
            throw new IllegalArgumentException("the state has the form " + state[0] + ", this module reads 1");
        }
        average = saved.getDouble();
    }

    @Override
    public void destroy() {}
}
