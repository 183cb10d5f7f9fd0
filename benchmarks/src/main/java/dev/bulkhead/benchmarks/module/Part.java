package dev.bulkhead.benchmarks.module;

import dev.bulkhead.benchmarks.load.Job;
import dev.bulkhead.benchmarks.load.Phone;
import java.io.IOException;

/** A part in a run that a module plays on a thread of its own, because its own thread must not wait. */
final class Part implements AutoCloseable {
    private final Phone phone;

    private Part(Phone phone) {
        this.phone = phone;
    }

    /** What is done on the thread. */
    interface Play {
        void run(Phone phone) throws Exception;
    }

    static Part begin(Job job, String name, Play play) throws IOException {
        Phone phone = Phone.call(job.desk(), name);
        Thread thread = new Thread(() -> run(play, phone), "part-" + name);
        thread.setDaemon(true);
        thread.start();
        return new Part(phone);
    }

    private static void run(Play play, Phone phone) {
        try {
            play.run(phone);
        } catch (Exception e) {
            if (!phone.isStopped()) {
                phone.say("failed " + e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        phone.close();
    }
}
