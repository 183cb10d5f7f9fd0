package dev.bulkhead.wire.zmq;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/** A server that works through every request, and loses some of its replies. */
public final class LossyServer implements AutoCloseable {
    private final ZContext context = new ZContext(1);
    private final ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();
    private final UnaryOperator<byte[]> handler;
    private final IntPredicate loses;
    private final String url;
    private final Thread thread = new Thread(this::serve, "lossy");
    private volatile boolean closing;

    /**
     * @param handler makes the replies
     * @param loses tells whether the reply to this request, counted from 0, is lost
     */
    public LossyServer(UnaryOperator<byte[]> handler, IntPredicate loses) {
        this.handler = handler;
        this.loses = loses;
        socket.setLinger(0);
        socket.setReceiveTimeOut(20);
        socket.bind("tcp://127.0.0.1:*");
        url = socket.getLastEndpoint();
        thread.start();
    }

    /** {@return where this server listens} */
    public String url() {
        return url;
    }

    /** {@return the requests that came, those with a lost reply included} */
    public List<byte[]> requests() {
        return requests;
    }

    private void serve() {
        while (!closing) {
            ZMsg message = ZMsg.recvMsg(socket);
            if (message != null) {
                answer(message);
            }
        }
    }

    private void answer(ZMsg message) {
        ZFrame request = message.removeLast();
        byte[] reply = handler.apply(request.getData());
        requests.add(request.getData());
        if (!loses.test(requests.size() - 1)) {
            message.add(reply);
            message.send(socket);
        }
    }

    @Override
    public void close() {
        closing = true;
        await().until(() -> !thread.isAlive());
        context.close();
    }
}
