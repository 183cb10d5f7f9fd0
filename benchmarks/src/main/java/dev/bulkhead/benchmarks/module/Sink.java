package dev.bulkhead.benchmarks.module;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.benchmarks.load.Job;
import dev.bulkhead.benchmarks.load.Parcel;
import dev.bulkhead.benchmarks.load.Receiving;
import dev.bulkhead.benchmarks.load.Tally;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Counts and checks what it receives. */
public final class Sink implements Module {
    private Job job;
    private Tally tally;
    private @Nullable Part part;

    @Override
    public void create(ModuleContext context) {
        job = context.args(Job.class);
        tally = new Tally(job);
    }

    @Override
    public void start() throws IOException {
        part = Part.begin(job, "sink", phone -> new Receiving(job, phone, tally).run());
    }

    @Override
    public void receive(Message message) {
        var properties = message.properties();
        tally.received(
                properties.getOrDefault(Parcel.KIND, ""),
                properties.getOrDefault(Parcel.UNIT, ""),
                message.contentBuffer());
    }

    @Override
    public void destroy() throws IOException {
        if (part != null) {
            part.close();
        }
    }
}
