package dev.bulkhead.samples;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import dev.bulkhead.api.Api;
import dev.bulkhead.api.Arg;
import dev.bulkhead.api.BuiltFor;
import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.ModuleType;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes another message of each, by a JSONata expression over its JSON content. {@code $properties} are the properties of the message,
 * which its successor has too. A text as the result becomes the content as it is, everything else as JSON. An expression that has no
 * result for a message publishes nothing, so {@code value > 0.9 ? $} is a filter.
 *
 * <p>The expression is evaluated within {@code time} and {@code depth}, so that no message and no mistake can hold the module up.
 */
@BuiltFor(Api.VERSION)
@ModuleType(value = "bulkhead/json-transform", args = JsonTransform.Args.class)
public final class JsonTransform implements Module {

    private static final String PASS = "pass";

    private ModuleContext context;
    private Jsonata expression;
    private long millis;
    private int depth;
    private boolean split;
    private boolean pass;

    /**
     * What {@code args} may hold. Null is what is not given.
     *
     * @param expression the JSONata expression; required
     * @param split whether each element of a result that is an array becomes a message of its own; false if not given
     * @param onError what becomes of a message whose content is no JSON, or on which the expression fails: {@code fail} refuses it, so
     *     that its link counts it and a durable one tries again, {@code pass} publishes it as it is with the property {@code error};
     *     {@code fail} if not given
     * @param time how long a message may take, at most a minute; 1 s if not given
     * @param depth how deep functions may call each other, 10 to 10,000; 100 if not given
     */
    public record Args(
            @Arg(required = true) String expression,
            @Nullable Boolean split,
            @Arg(pattern = "fail|pass") @Nullable String onError,
            @Nullable Duration time,
            @Arg(min = 10, max = 10_000) @Nullable Integer depth) {}

    @Override
    public void create(ModuleContext newContext) {
        context = newContext;
        Args args = context.args(Args.class);
        expression = compiled(args.expression());
        split = args.split() != null && args.split();
        pass = PASS.equals(args.onError());
        Duration time = args.time() == null ? Duration.ofSeconds(1) : args.time();
        millis = Require.between("time", time, Duration.ofMillis(1), Duration.ofMinutes(1))
                .toMillis();
        depth = args.depth() == null ? 100 : args.depth();
    }

    private static Jsonata compiled(String text) {
        try {
            return Jsonata.jsonata(text);
        } catch (JException e) {
            throw new IllegalArgumentException(
                    "expression: at character " + e.getLocation() + ": " + e.getMessage() + ": " + text, e);
        }
    }

    @Override
    public void receive(Message message) {
        Object result;
        try {
            result = evaluate(message);
        } catch (JException | IllegalArgumentException | StackOverflowError e) {
            fail(message, e);
            return;
        }
        if (split && result instanceof List<?> elements) {
            elements.forEach(element -> publish(message, element));
        } else {
            publish(message, result);
        }
    }

    private @Nullable Object evaluate(Message message) {
        Object input = message.contentSize() == 0 ? null : Json.parse(message.text());
        Jsonata.Frame frame = expression.createFrame();
        frame.setRuntimeBounds(millis, depth);
        frame.bind("properties", new HashMap<>(message.properties()));
        return expression.evaluate(input, frame);
    }

    private void publish(Message cause, @Nullable Object result) {
        if (result != null) {
            context.publish(Message.of(cause.properties(), Json.text(result)));
        }
    }

    private void fail(Message message, Throwable why) {
        String text = why instanceof StackOverflowError ? "it is nested too deeply" : String.valueOf(why.getMessage());
        if (!pass) {
            throw new IllegalArgumentException(text + ": " + Lines.of(message), why);
        }
        Map<String, String> properties = new LinkedHashMap<>(message.properties());
        properties.put("error", Printable.line(text));
        context.publish(Message.of(properties, message.content()));
    }

    @Override
    public void destroy() {
        // Nothing is held open.
    }
}
