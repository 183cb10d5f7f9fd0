package dev.bulkhead.gateway.control.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.gateway.lifecycle.ControlError;
import dev.bulkhead.gateway.lifecycle.Controller;
import dev.bulkhead.gateway.lifecycle.RefusedException;
import dev.bulkhead.gateway.lifecycle.StateChange;
import dev.bulkhead.gateway.log.ModuleLine;
import dev.bulkhead.gateway.log.ModuleLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events that one connection has asked for. A registration begins to tell only when it has been answered, so that nobody gets
 * events before he knows that there will be some. Any thread may call.
 */
final class Events implements AutoCloseable {
    private static final int MOST = 16;
    private static final int LONGEST_ID = 64;
    private static final String STATE_CHANGE = "statechange";
    private static final String LOG = "log@";

    /** @param method what its notifications are called */
    private record Registration(String event, String method, int lines) {}

    private final Controller controller;
    private final ModuleLines log;
    private final Observers observers;
    private final Consumer<String> send;
    private final Map<Registration, AutoCloseable> registered = new LinkedHashMap<>();
    private final List<Registration> answeredSoon = new ArrayList<>();
    private boolean closed;

    /**
     * Prepares for registrations.
     *
     * @param send takes a message for the connection, and does not wait
     */
    Events(Controller controller, ModuleLines log, Observers observers, Consumer<String> send) {
        this.controller = controller;
        this.log = log;
        this.observers = observers;
        this.send = send;
    }

    /**
     * Notes a registration.
     *
     * @param lines how many lines of the past to tell, for a log
     * @throws RefusedException if there is no such event or module, or it cannot be had
     */
    synchronized void register(String event, String id, int lines) throws RefusedException {
        if (!event.equals(STATE_CHANGE) && !(event.startsWith(LOG) && event.length() > LOG.length())) {
            throw new RefusedException(
                    ControlError.UNKNOWN_KEY,
                    "There is no event \"" + Abbreviation.of(event) + "\"; there are statechange and log@NAME.");
        }
        requireKnown(event);
        if (id.length() > LONGEST_ID) {
            throw new RefusedException(
                    ControlError.BAD_REQUEST,
                    "The id has " + id.length() + " characters; at most " + LONGEST_ID + " are allowed.");
        }
        Registration registration = new Registration(event, id + "." + event, lines);
        if (registered.keySet().stream().anyMatch(other -> other.method().equals(registration.method()))) {
            throw new RefusedException(
                    ControlError.DUPLICATE_KEY, "\"" + Abbreviation.of(id) + "\" is registered for it.");
        }
        if (closed || registered.size() == MOST) {
            throw new RefusedException(
                    ControlError.GENERAL, "A connection can have at most " + MOST + " registrations.");
        }
        registered.put(registration, () -> {});
        answeredSoon.add(registration);
        observers.came();
    }

    /** As for {@code /logs/NAME}: a module that is gone may still have lines. */
    private void requireKnown(String event) throws RefusedException {
        if (event.startsWith(LOG)) {
            String module = event.substring(LOG.length());
            if (log.last(module, 1).isEmpty()) {
                String unused = controller.configuration(module);
            }
        }
    }

    /** Ends a registration. */
    void unregister(String event, String id) throws RefusedException {
        String method = id + "." + event;
        AutoCloseable listening = remove(method);
        if (listening == null) {
            throw new RefusedException(
                    ControlError.UNKNOWN_KEY, "\"" + Abbreviation.of(id) + "\" is not registered for it.");
        }
        end(listening);
    }

    private synchronized @Nullable AutoCloseable remove(String method) {
        for (Registration registration : registered.keySet()) {
            if (registration.method().equals(method)) {
                answeredSoon.remove(registration);
                observers.left();
                return registered.remove(registration);
            }
        }
        return null;
    }

    /** Begins what was registered for since the last answer. */
    void answered() {
        for (Registration registration : toBegin()) {
            AutoCloseable listening = listen(registration);
            if (!keep(registration, listening)) {
                end(listening);
            }
        }
    }

    private synchronized List<Registration> toBegin() {
        List<Registration> toBegin = List.copyOf(answeredSoon);
        answeredSoon.clear();
        return toBegin;
    }

    /** {@return whether the registration is still wanted} */
    private synchronized boolean keep(Registration registration, AutoCloseable listening) {
        return registered.replace(registration, listening) != null;
    }

    private AutoCloseable listen(Registration registration) {
        String method = registration.method();
        if (registration.event().equals(STATE_CHANGE)) {
            return controller.listen(change -> send.accept(RpcJson.notification(method, json(change))));
        }
        String module = registration.event().substring(LOG.length());
        return log.follow(module, registration.lines(), line -> send.accept(RpcJson.notification(method, json(line))));
    }

    private static ObjectNode json(StateChange change) {
        return RpcJson.object()
                .put("callsign", change.module())
                .put("state", change.state())
                .put("reason", change.reason().label());
    }

    private static ObjectNode json(ModuleLine line) {
        return RpcJson.object()
                .put("callsign", line.module())
                .put("time", line.time().toString())
                .put("level", line.level())
                .put("text", line.text());
    }

    private static void end(AutoCloseable listening) {
        try {
            listening.close();
        } catch (Exception e) {
            throw new IllegalStateException("a registration did not end", e);
        }
    }

    @Override
    public void close() {
        List<AutoCloseable> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(registered.values());
            registered.keySet().forEach(unused -> observers.left());
            registered.clear();
            answeredSoon.clear();
        }
        all.forEach(Events::end);
    }
}
