package dev.bulkhead.samples;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A context without a gateway: keeps what is published, and runs the periodic work when a test says so. */
final class FakeContext implements ModuleContext {
    private final Object args;
    private final List<Message> published = new ArrayList<>();
    private final List<Duration> periods = new ArrayList<>();
    private final List<Runnable> work = new ArrayList<>();

    FakeContext(Object args) {
        this.args = args;
    }

    List<Duration> periods() {
        return periods;
    }

    /** {@return what was published since the last call} */
    List<Message> takePublished() {
        List<Message> taken = List.copyOf(published);
        published.clear();
        return taken;
    }

    void passOnePeriod() {
        work.forEach(Runnable::run);
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public <T> T args(Class<T> type) {
        return type.cast(args);
    }

    @Override
    public String argsJson() {
        throw new UnsupportedOperationException("samples bind their arguments to a record");
    }

    @Override
    public PublishResult publish(Message message) {
        published.add(message);
        return PublishResult.ACCEPTED;
    }

    @Override
    public void every(Duration period, Runnable periodic) {
        periods.add(period);
        work.add(periodic);
    }

    @Override
    public void condition(String name, boolean holds) {
        throw new UnsupportedOperationException("samples have no conditions");
    }
}
