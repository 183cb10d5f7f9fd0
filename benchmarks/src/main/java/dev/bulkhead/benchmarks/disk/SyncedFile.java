package dev.bulkhead.benchmarks.disk;

import dev.bulkhead.benchmarks.load.FailFast;
import dev.bulkhead.benchmarks.load.Job;
import dev.bulkhead.benchmarks.load.Phone;
import dev.bulkhead.benchmarks.load.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Writes as many contents as are in flight to a file in the working folder, and syncs it, again and again. After {@value #LENGTH} bytes
 * it goes back to the beginning, because a file that grows costs the disk more than one that is there.
 */
final class SyncedFile {
    private static final long LENGTH = 8 << 20;

    private final FileChannel file;
    private final ByteBuffer contents;
    private volatile long syncs;

    private SyncedFile(FileChannel file, int bytes) {
        this.file = file;
        contents = ByteBuffer.allocateDirect(bytes);
    }

    /** Takes a job. */
    public static void main(String[] args) throws IOException, InterruptedException {
        FailFast.install();
        Job job = Job.parse(Arrays.asList(args));
        try (Phone phone = Phone.call(job.desk(), DiskLimit.CALLER);
                FileChannel channel =
                        FileChannel.open(Path.of("synced"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            SyncedFile file = new SyncedFile(channel, job.size() * job.inFlight());
            Thread writer = new Thread(file::write, "writer");
            writer.setDaemon(true);
            writer.start();
            Window window = Window.measure(() -> file.syncs, job.warmUpMillis(), job.measureMillis());
            phone.say("result syncs=" + window.rate());
            phone.await("bye");
        }
        System.exit(0);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void write() {
        try {
            while (true) {
                while (contents.hasRemaining()) {
                    file.write(contents);
                }
                contents.clear();
                if (file.position() >= LENGTH) {
                    file.position(0);
                }
                file.force(false);
                syncs++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
