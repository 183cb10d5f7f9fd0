package dev.bulkhead.samples;

import dev.bulkhead.api.Api;
import dev.bulkhead.api.Arg;
import dev.bulkhead.api.BuiltFor;
import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.ModuleType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many messages a second through, and holds back the rest. With a {@code key}, each value of that property has a rate of its own:
 * one source that babbles does not silence the others.
 *
 * <p>Each value has a bucket of {@code burst} tokens, which fills up at {@code rate}; a message takes one, or is held back. What was held
 * back is counted, and unless {@code say} is false it is told every {@code report} in a message for each value: {@code kind}
 * {@code rate-limited}, {@code of} the value if there is a {@code key}, {@code unit} {@code messages}, {@code at}; its content is the
 * number.
 */
@BuiltFor(Api.VERSION)
@ModuleType(value = "bulkhead/rate-limiter", args = RateLimiter.Args.class)
public final class RateLimiter implements Module {
    private static final int MOST_KEYS = 1_000_000;
    private static final String ALL = "";

    private final Map<String, Long> heldBack = new TreeMap<>();
    private ModuleContext context;
    private @Nullable String key;
    private Buckets buckets;

    /**
     * What {@code args} may hold. Null is what is not given.
     *
     * @param rate how many messages a second, from 0.001 to a million; required
     * @param burst how many may come at once after a pause, 1 to a million; the rate, at least 1, if not given
     * @param key the property whose values have a rate each; all messages share one if not given
     * @param keys how many values are known at a time, 1 to a million; 10,000 if not given. The one that was quiet for the longest is
     *     forgotten first
     * @param say whether what was held back is told in messages; true if not given
     * @param report how often; 10 s if not given
     */
    public record Args(
            @Arg(required = true, min = 0.001, max = 1_000_000)
            double rate,

            @Arg(min = 1, max = 1_000_000) @Nullable Integer burst,
            @Nullable String key,
            @Arg(min = 1, max = MOST_KEYS) @Nullable Integer keys,
            @Nullable Boolean say,
            @Nullable Duration report) {}

    @Override
    public void create(ModuleContext newContext) {
        context = newContext;
        Args args = context.args(Args.class);

        int burst = args.burst() == null ? (int) Math.max(1, Math.ceil(args.rate())) : args.burst();

        key = args.key();
        buckets = new Buckets(args.rate(), burst, args.keys() == null ? 10_000 : args.keys());
        if (args.say() == null || args.say()) {
            context.every(args.report() == null ? Duration.ofSeconds(10) : args.report(), this::report);
        }
    }

    @Override
    public void receive(Message message) {
        String of = key == null ? ALL : message.property(key).orElse(ALL);
        if (buckets.take(of, context.clock().instant())) {
            context.publish(message);
        } else {
            // More values than there are buckets for could fill the memory.
            heldBack.merge(heldBack.size() < MOST_KEYS ? of : ALL, 1L, Long::sum);
        }
    }

    private void report() {
        Instant at = context.clock().instant();
        heldBack.forEach((of, count) -> {
            Message.Builder message = Message.builder().property("kind", "rate-limited");
            if (!of.equals(ALL)) {
                message.property("of", of);
            }
            context.publish(message.property("unit", "messages")
                    .property("at", Timestamps.text(at))
                    .text(Long.toString(count))
                    .build());
        });
        heldBack.clear();
    }

    @Override
    public void destroy() {
        // Nothing is held open.
    }
}
