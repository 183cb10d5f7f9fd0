package dev.bulkhead.samples;

import dev.bulkhead.api.Api;
import dev.bulkhead.api.Arg;
import dev.bulkhead.api.BuiltFor;
import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.ModuleType;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Publishes an alert when a metric rises above a limit, and another when it has fallen well below: between the two limits
 * nothing changes, so a value that hovers at a limit does not make an alert each time. Each {@code of} of the metric is
 * watched on its own.
 *
 * <p>An alert has the properties {@code kind} ({@code alert}), {@code metric}, {@code of} if the metric has it,
 * {@code state} ({@code raised} or {@code cleared}), {@code value} and {@code at} (those of the metric); its content is a
 * text such as {@code cpu 0.93 is above 0.90}.
 *
 * <p>Messages of any other kind are ignored. A metric whose content is not a number is refused.
 */
@ModuleType(value = "bulkhead/threshold", args = Threshold.Args.class)
@BuiltFor(Api.VERSION)
public final class Threshold implements Module {
    private final Set<String> raised = new HashSet<>();
    private ModuleContext context;
    private String metric;
    private double above;
    private double clearBelow;

    /**
     * What {@code args} may hold, in the unit of the metric.
     *
     * @param metric the {@code kind} of the messages to watch
     * @param above an alert is raised when the value is greater than this
     * @param clearBelow the alert is cleared when the value is less than this, at most {@code above}; a tenth below
     *     {@code above} if not given
     */
    public record Args(
            @Arg(required = true) String metric,
            @Arg(required = true) double above,
            @Nullable Double clearBelow) {}

    @Override
    public void create(ModuleContext context) {
        this.context = context;
        Args args = context.args(Args.class);
        metric = args.metric();
        above = args.above();
        Double given = args.clearBelow();
        clearBelow = given == null ? above - Math.abs(above) / 10 : given;
        // Written this way round, it refuses NaN as well.
        if (!(clearBelow <= above)) {
            throw new IllegalArgumentException(
                    "clearBelow must be at most above, or an alert would be cleared while it is"
                            + " raised; clearBelow is " + clearBelow + ", above is " + above);
        }
    }

    @Override
    public void receive(Message message) {
        if (!metric.equals(message.property("kind").orElse(""))) {
            return;
        }
        double value = numberIn(message);
        String of = message.property("of").orElse("");
        if (value > above && raised.add(of)) {
            publish(message, "raised", value, "is above", above);
        } else if (value < clearBelow && raised.remove(of)) {
            publish(message, "cleared", value, "is below", clearBelow);
        }
    }

    @Override
    public void destroy() {
        // Nothing is held open.
    }

    private void publish(Message cause, String state, double value, String relation, double limit) {
        String subject = cause.property("of").map(of -> metric + " " + of).orElse(metric);
        Message.Builder alert = Message.builder().property("kind", "alert").property("metric", metric);
        cause.property("of").ifPresent(of -> alert.property("of", of));
        alert.property("state", state)
                .property("value", cause.text().trim())
                .property(
                        "at",
                        cause.property("at")
                                .orElseGet(() -> Timestamps.text(context.clock().instant())))
                .text(subject + " " + twoDecimals(value) + " " + relation + " " + twoDecimals(limit));
        context.publish(alert.build());
    }

    private double numberIn(Message message) {
        return Decimals.contentOf(message)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the content of a message of kind \"" + metric + "\" is not a number: " + Lines.of(message)));
    }

    // At least two decimals, and as many as it takes: "0.90 is above 0.90" would help nobody.
    private static String twoDecimals(double value) {
        return new DecimalFormat("0.00######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
