package dev.bulkhead.benchmarks.process;

import dev.bulkhead.api.Message;
import dev.bulkhead.benchmarks.load.Parcel;
import dev.bulkhead.benchmarks.load.Tally;
import dev.bulkhead.wire.message.FrameDecoder;
import dev.bulkhead.wire.message.FrameEncoder;
import dev.bulkhead.wire.message.MalformedFrameException;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** What rivals made of bare JeroMQ sockets share: Bulkhead's frames, one a ZeroMQ message. One thread receives. */
final class ZmqFrames {
    private static final int HIGH_WATER_MARK = 8192;

    private final ZContext context = new ZContext();
    private final FrameDecoder decoder = new FrameDecoder();

    ZmqFrames() {
        JeroMqAsItComes.require();
    }

    ZMQ.Socket bind(SocketType type, int port) {
        ZMQ.Socket socket = socket(type);
        if (!socket.bind(url(port))) {
            throw new IllegalStateException("cannot listen on " + url(port));
        }
        return socket;
    }

    ZMQ.Socket connect(SocketType type, int port) {
        ZMQ.Socket socket = socket(type);
        if (!socket.connect(url(port))) {
            throw new IllegalStateException("cannot connect to " + url(port));
        }
        return socket;
    }

    private ZMQ.Socket socket(SocketType type) {
        ZMQ.Socket socket = context.createSocket(type);
        boolean unused = socket.setHWM(HIGH_WATER_MARK);
        return socket;
    }

    private static String url(int port) {
        return "tcp://127.0.0.1:" + port;
    }

    static void send(ZMQ.Socket socket, Message message) {
        if (!socket.send(FrameEncoder.encode(message), 0)) {
            throw new IllegalStateException("a message was not sent");
        }
    }

    Message receive(ZMQ.Socket socket) throws MalformedFrameException {
        byte[] frame = socket.recv();
        return decoder.decode(frame, 0, frame.length);
    }

    void count(ZMQ.Socket socket, Tally tally) throws MalformedFrameException {
        Message message = receive(socket);
        tally.received(
                message.properties().getOrDefault(Parcel.KIND, ""),
                message.properties().getOrDefault(Parcel.UNIT, ""),
                message.contentBuffer());
    }
}
