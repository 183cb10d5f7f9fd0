package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.load.Outlet;
import dev.bulkhead.benchmarks.load.Tally;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Bare JeroMQ PUSH/PULL. */
final class PushPullRival implements Rival {
    private final Ports ports;
    private final ZmqFrames frames = new ZmqFrames();

    PushPullRival(Ports ports) {
        this.ports = ports;
    }

    @Override
    public void sink(Tally tally) {
        count(frames.bind(SocketType.PULL, ports.there()), tally);
    }

    private void count(ZMQ.Socket socket, Tally tally) {
        Threads.start(() -> {
            while (true) {
                frames.count(socket, tally);
            }
        });
    }

    @Override
    public void echo() {
        ZMQ.Socket pull = frames.bind(SocketType.PULL, ports.there());
        ZMQ.Socket push = frames.bind(SocketType.PUSH, ports.back());
        Threads.start(() -> {
            while (true) {
                ZmqFrames.send(push, frames.receive(pull));
            }
        });
    }

    @Override
    public Outlet source() {
        ZMQ.Socket socket = frames.connect(SocketType.PUSH, ports.there());
        return parcel -> {
            ZmqFrames.send(socket, parcel.message());
            return true;
        };
    }

    @Override
    public Outlet driver(Tally tally) {
        count(frames.connect(SocketType.PULL, ports.back()), tally);
        return source();
    }
}
