package dev.bulkhead.benchmarks.load;

/** The receiver's part of a run: measures, waits for what is still on its way, and says what came. */
public final class Receiving {
    /** When nothing has come for so long, nothing more will. */
    private static final int QUIET_MILLIS = 1000;

    private final Job job;
    private final Phone phone;
    private final Tally tally;

    /** Receives for a job. */
    public Receiving(Job job, Phone phone, Tally tally) {
        this.job = job;
        this.phone = phone;
        this.tally = tally;
    }

    /** Plays the part to its end, on the caller's thread. */
    public void run() throws InterruptedException {
        phone.say("ready");
        Window window = measure();
        phone.say("measured");
        long published = Long.parseLong(phone.await("end"));
        awaitRest(published);
        phone.say("result rate=" + window.rate() + " received=" + tally.received() + " "
                + tally.delivery(published).asText() + " latencies="
                + tally.latencies().asText());
        phone.await("bye");
    }

    private Window measure() throws InterruptedException {
        if (!job.paced()) {
            return Window.measure(tally::received, job.warmUpMillis(), job.measureMillis());
        }
        Window unused = Window.measure(tally::received, job.warmUpMillis(), 0);
        tally.latencies().open();
        Window window = Window.measure(tally::received, 0, job.measureMillis());
        tally.latencies().close();
        return window;
    }

    private void awaitRest(long published) throws InterruptedException {
        long seen = -1;
        int quiet = 0;
        while (tally.received() < published && quiet < QUIET_MILLIS) {
            quiet = tally.received() == seen ? quiet + 1 : 0;
            seen = tally.received();
            Thread.sleep(1);
        }
    }
}
