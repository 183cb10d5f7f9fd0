package dev.bulkhead.benchmarks.module;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.benchmarks.load.Job;
import dev.bulkhead.benchmarks.load.Sending;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Publishes the load. */
public final class Source implements Module {
    private ModuleContext context;
    private Job job;
    private @Nullable Part part;

    @Override
    public void create(ModuleContext context) {
        this.context = context;
        job = context.args(Job.class);
    }

    @Override
    public void start() throws IOException {
        part = Part.begin(job, "source", phone -> new Sending(job, phone).run(() -> new ModuleOutlet(context)));
    }

    @Override
    public void receive(Message message) {}

    @Override
    public void destroy() throws IOException {
        if (part != null) {
            part.close();
        }
    }
}
