package dev.bulkhead.gateway.control.rpc;

import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * What is to go to one client, in order, one message at a time. Nobody who puts something in waits: who does not read is cut off
 * instead of filling the memory. Any thread may call.
 */
final class Outbox extends IteratingCallback {
    private final Session session;
    private final int limit;
    private final Runnable tooSlow;
    private final Queue<String> messages = new ArrayDeque<>();
    private int characters;
    private boolean closed;

    /**
     * Makes an empty one.
     *
     * @param limit how many characters may wait; one message may be longer when no other waits
     * @param tooSlow is called once when there are more
     */
    Outbox(Session session, int limit, Runnable tooSlow) {
        this.session = session;
        this.limit = limit;
        this.tooSlow = tooSlow;
    }

    void send(String message) {
        if (take(message)) {
            iterate();
        } else {
            tooSlow.run();
        }
    }

    /** {@return false if this is the one message too many} */
    private synchronized boolean take(String message) {
        if (closed) {
            return true;
        }
        if (!messages.isEmpty() && characters + message.length() > limit) {
            empty();
            return false;
        }
        messages.add(message);
        characters += message.length();
        return true;
    }

    private void empty() {
        closed = true;
        messages.clear();
    }

    private synchronized String next() {
        String message = messages.poll();
        characters -= message == null ? 0 : message.length();
        return message == null ? "" : message;
    }

    @Override
    protected Action process() {
        String message = next();
        if (message.isEmpty()) {
            return Action.IDLE;
        }
        session.sendText(message, Callback.from(this::succeeded, this::failed));
        return Action.SCHEDULED;
    }

    /** Forgets what has not gone yet. */
    synchronized void end() {
        empty();
    }
}
