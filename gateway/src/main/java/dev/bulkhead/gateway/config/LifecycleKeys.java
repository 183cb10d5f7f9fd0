package dev.bulkhead.gateway.config;

import static dev.bulkhead.gateway.config.KeySpec.optional;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The keys of a module that say when it runs, and what becomes of it when it fails. */
final class LifecycleKeys {
    private static final String LAZY = "lazy";

    static final ValueType CONDITION = new ValueType.Text(
            Condition.PATTERN,
            "a condition: \"module:NAME\", \"set:MODULE/NAME\", \"file:PATH\", \"tcp:HOST:PORT\", \"time\" or \"network\"");

    static final List<KeySpec> ALL = List.of(
            optional(
                    "startmode",
                    new ValueType.OneOf(Arrays.stream(StartMode.values())
                            .map(StartMode::label)
                            .toList()),
                    "\"Activated\"",
                    "What becomes of the module when the gateway starts."),
            optional(
                    "start",
                    new ValueType.OneOf(List.of("at-once", LAZY)),
                    "\"at-once\"",
                    "When a module that the gateway activates at its start is started: at once, or `lazy`, by the first "
                            + "message for it."),
            optional(
                    "idleTimeout",
                    time(1000, 604_800_000),
                    "After how long without a message to it or from it the module is stopped; the next message for it starts "
                            + "it again. What is `Stateful` keeps its state. Without it never."),
            optional(
                    "after",
                    new ValueType.Items(ValueType.Text.ANY, 0),
                    "[]",
                    "Modules that are started before this one, and stopped after it, beside the sinks of its links."),
            optional(
                    "preconditions",
                    new ValueType.Items(CONDITION, 0),
                    "[]",
                    "What must hold while the module runs; until then it waits. `module:NAME`: that module is activated; "
                            + "`set:MODULE/NAME`: that module says so; `file:PATH` is there; `tcp:HOST:PORT` can be "
                            + "connected to; `time`: the clock is synchronised; `network`: there is one."),
            optional(
                    "restart",
                    new ValueType.OneOf(Arrays.stream(RestartPolicy.values())
                            .map(RestartPolicy::label)
                            .toList()),
                    "\"never\"",
                    "Whether a module that went down is activated again: after a failure, or also when its host ended by itself."),
            optional(
                    "backOff",
                    time(10, 3_600_000),
                    "\"1s\"",
                    "The pause before the first restart, about; each further one is twice as long."),
            optional("maxBackOff", time(10, 86_400_000), "\"1m\"", "The longest pause before a restart, about."),
            optional(
                    "restartLimit",
                    new ValueType.Whole(1, 1_000_000),
                    "5",
                    "How many restarts there may be within `restartWindow`; then the module stays down."),
            optional("restartWindow", time(1000, 86_400_000), "\"10m\"", "The time that `restartLimit` is about."),
            optional(
                    "watchdog",
                    time(100, 86_400_000),
                    "For how long the module may be at work without a pause; then it counts as hanging. Without it as "
                            + "long as it likes."));

    private LifecycleKeys() {}

    private static ValueType time(long leastMillis, long mostMillis) {
        return new ValueType.Time(Duration.ofMillis(leastMillis), Duration.ofMillis(mostMillis));
    }

    /** {@return what the keys of a module say} */
    static LifecycleSettings read(ObjectReader keys, Path folder) {
        return new LifecycleSettings(
                oneOf(StartMode.values(), StartMode::label, keys.text("startmode"))
                        .orElse(StartMode.ACTIVATED),
                keys.text("start").equals(LAZY),
                keys.has("idleTimeout") ? keys.duration("idleTimeout") : null,
                keys.texts("after"),
                preconditions(keys, folder),
                new RestartSettings(
                        oneOf(RestartPolicy.values(), RestartPolicy::label, keys.text("restart"))
                                .orElse(RestartPolicy.NEVER),
                        keys.duration("backOff"),
                        keys.duration("maxBackOff"),
                        keys.whole("restartLimit"),
                        keys.duration("restartWindow")),
                keys.has("watchdog") ? keys.duration("watchdog") : null);
    }

    private static List<Condition> preconditions(ObjectReader keys, Path folder) {
        try {
            return keys.texts("preconditions").stream()
                    .map(text -> Condition.parse(text, folder))
                    .toList();
        } catch (InvalidPathException e) {
            keys.refuse("preconditions", "a \"file:\" among them has no path: " + e.getReason());
            return List.of();
        }
    }

    private static <T> Optional<T> oneOf(T[] values, Function<T, String> label, String text) {
        return Arrays.stream(values)
                .filter(value -> label.apply(value).equals(text))
                .findFirst();
    }
}
