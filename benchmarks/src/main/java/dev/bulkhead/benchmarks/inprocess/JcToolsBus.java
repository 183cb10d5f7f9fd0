package dev.bulkhead.benchmarks.inprocess;

import dev.bulkhead.api.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/** The limit: the bare queue that Bulkhead's links have. */
final class JcToolsBus implements Bus {
    private static final int SPINS = 100;
    private static final long SHORTEST_SLEEP_NANOS = 1;

    private final boolean sleeps;
    private final List<MpscVarHandleArrayQueue<Message>> queues = new ArrayList<>();

    private JcToolsBus(boolean sleeps) {
        this.sleeps = sleeps;
    }

    /** {@return a bus whose ends spin, and then yield, when they find nothing to do} */
    static JcToolsBus spinning() {
        return new JcToolsBus(false);
    }

    /**
     * {@return a bus whose ends sleep as short as they can when they find nothing to do; that is faster, because a consumer that
     * looks for every single message keeps the producer from the queue's memory, and so does a producer at a full queue}
     */
    static JcToolsBus sleeping() {
        return new JcToolsBus(true);
    }

    @Override
    public void open(List<Consumer<Message>> sinks) {
        for (Consumer<Message> sink : sinks) {
            MpscVarHandleArrayQueue<Message> queue = new MpscVarHandleArrayQueue<>(CAPACITY);
            queues.add(queue);
            SinkThreads.start(() -> drain(queue, sink));
        }
    }

    private void drain(MpscVarHandleArrayQueue<Message> queue, Consumer<Message> sink) {
        int idle = 0;
        while (true) {
            Message message = queue.poll();
            if (message == null) {
                pause(idle++);
            } else {
                idle = 0;
                sink.accept(message);
            }
        }
    }

    @Override
    public void publish(Message message) {
        for (MpscVarHandleArrayQueue<Message> queue : queues) {
            int idle = 0;
            while (!queue.offer(message)) {
                pause(idle++);
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // what is measured is just that
    private void pause(int idle) {
        if (sleeps) {
            LockSupport.parkNanos(SHORTEST_SLEEP_NANOS);
        } else if (idle < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    @Override
    public void close() {}
}
