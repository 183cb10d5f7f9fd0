package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.time.InstantSource;

/** The context that the broker gives to a member's module. */
final class MemberContext implements ModuleContext {
    private static final Duration SHORTEST_PERIOD = Duration.ofMillis(1);

    private final String name;
    private final Args args;
    private final Publisher publisher;
    private final Runner runner;
    private final Conditions conditions;

    MemberContext(String name, Args args, Publisher publisher, Runner runner, Conditions conditions) {
        this.name = name;
        this.args = args;
        this.publisher = publisher;
        this.runner = runner;
        this.conditions = conditions;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public <T> T args(Class<T> type) {
        return args.bind(type);
    }

    @Override
    public String argsJson() {
        return args.json();
    }

    @Override
    public PublishResult publish(Message message) {
        return publisher.publish(message);
    }

    @Override
    public void every(Duration period, Runnable work) {
        if (period.compareTo(SHORTEST_PERIOD) < 0) {
            throw new IllegalArgumentException("the period is " + period.toNanos() + " ns, the least is 1 ms");
        }
        if (!runner.isCurrentThread()) {
            throw new IllegalStateException("every() was called from the thread "
                    + Thread.currentThread().getName() + "; call it from create, start, receive or periodic work");
        }
        runner.schedule().add(period.toNanos(), work);
    }

    @Override
    public InstantSource clock() {
        return runner.schedule().time().clock();
    }

    @Override
    public void condition(String conditionName, boolean holds) {
        conditions.say(conditionName, holds);
    }
}
