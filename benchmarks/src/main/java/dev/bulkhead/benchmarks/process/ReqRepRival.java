package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.load.Outlet;
import dev.bulkhead.benchmarks.load.Tally;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Bare JeroMQ REQ/REP: one message a request. */
final class ReqRepRival implements Rival {
    private static final byte[] NOTHING = {};

    private final Ports ports;
    private final ZmqFrames frames = new ZmqFrames();

    ReqRepRival(Ports ports) {
        this.ports = ports;
    }

    @Override
    public void sink(Tally tally) {
        ZMQ.Socket socket = frames.bind(SocketType.REP, ports.there());
        Threads.start(() -> {
            while (true) {
                frames.count(socket, tally);
                boolean unused = socket.send(NOTHING, 0);
            }
        });
    }

    @Override
    public void echo() {
        ZMQ.Socket socket = frames.bind(SocketType.REP, ports.there());
        Threads.start(() -> {
            while (true) {
                ZmqFrames.send(socket, frames.receive(socket));
            }
        });
    }

    @Override
    public Outlet source() {
        ZMQ.Socket socket = frames.connect(SocketType.REQ, ports.there());
        return parcel -> {
            ZmqFrames.send(socket, parcel.message());
            return socket.recv() != null;
        };
    }

    @Override
    public Outlet driver(Tally tally) {
        ZMQ.Socket socket = frames.connect(SocketType.REQ, ports.there());
        return parcel -> {
            ZmqFrames.send(socket, parcel.message());
            frames.count(socket, tally);
            return true;
        };
    }
}
