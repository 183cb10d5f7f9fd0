package ${package};

import dev.bulkhead.api.Api;
import dev.bulkhead.api.Arg;
import dev.bulkhead.api.BuiltFor;
import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.ModuleType;
import java.util.Locale;

/** Publishes the moving average of the numbers it receives. */
@BuiltFor(Api.VERSION)
@ModuleType(value = "${moduleType}", args = ${className}.Args.class)
public final class ${className} implements Module {
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

    @Override
    public void destroy() {}
}
