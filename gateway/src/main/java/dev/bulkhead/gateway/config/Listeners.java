package dev.bulkhead.gateway.config;

import dev.bulkhead.wire.zmq.Urls;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees to it that no two of the gateway's sockets listen at the same address. */
final class Listeners {
    private static final String TCP = "tcp://";

    /** A fixed address, and whose it is. */
    private record Taken(String url, String whose) {}

    private final Problems problems;
    private final List<Taken> taken = new ArrayList<>();

    /**
     * Begins with the control endpoint.
     *
     * @param control where it listens, as HOST:PORT
     */
    Listeners(String control, Problems problems) {
        this.problems = problems;
        add(null, TCP + control, "the control endpoint (gateway.control.listen)");
    }

    /**
     * Looks at a module.
     *
     * @param activation as it is written; null if it is not
     */
    void add(String module, @Nullable Node activation) {
        Node listen = activation == null ? null : activation.get("listen");
        if (listen != null && listen.kind() == Node.Kind.STRING) {
            add(listen, listen.text(), "the module \"" + module + "\"");
        }
    }

    private void add(@Nullable Node written, String url, String whose) {
        if (!isFixed(url)) {
            return;
        }
        for (Taken other : taken) {
            if (written != null && clash(url, other.url())) {
                problems.add(
                        written.place(),
                        other.whose() + " listens at " + written.quoted()
                                + " already; name another port, or leave \"listen\" out");
                return;
            }
        }
        taken.add(new Taken(url, whose));
    }

    /** Of others the system chooses the port, or they are wrong and refused elsewhere. */
    private static boolean isFixed(String url) {
        return url.startsWith(TCP) ? port(url).matches("[0-9]*[1-9][0-9]*") : url.startsWith("ipc://");
    }

    private static boolean clash(String one, String other) {
        if (!one.startsWith(TCP) || !other.startsWith(TCP)) {
            return one.equals(other);
        }
        return port(one).equals(port(other))
                && (host(one).equals(host(other)) || Urls.isEveryAddress(one) || Urls.isEveryAddress(other));
    }

    private static String port(String url) {
        return url.substring(url.lastIndexOf(':') + 1);
    }

    private static String host(String url) {
        String host = url.substring(TCP.length(), url.lastIndexOf(':'));
        return host.equals("localhost") ? "127.0.0.1" : host;
    }
}
