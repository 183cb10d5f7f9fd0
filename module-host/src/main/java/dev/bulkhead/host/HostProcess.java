package dev.bulkhead.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bulkhead.host.load.ErrorText;
import dev.bulkhead.host.log.HostLogging;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.zmq.Endpoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The process: one module, or several that live as if each had a process of its own. */
final class HostProcess implements AutoCloseable {
    private final HostPlan plan;
    /** The gateway says in its welcome what the limit really is. */
    private final Endpoints endpoints = new Endpoints(Protocol.LARGEST_MESSAGE);

    private final Surroundings surroundings = new Surroundings(new HostLogging(), endpoints, new Neighbourhood());
    private final List<Host> hosts = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable Passage passage;
    private volatile boolean failed;

    HostProcess(HostPlan plan) {
        this.plan = plan;
        surroundings.logging().toConsole();
    }

    /** {@return the exit status} */
    int run() throws IOException, ProtocolException, InterruptedException {
        if (plan.host() == null) {
            Passage opened = Passage.open(plan.modules().get(0));
            passage = opened;
            return runOnly(opened.config());
        }
        if (plan.modules().isEmpty()) {
            runAsTheyCome(new GatewayPipe());
        } else {
            plan.modules().forEach(module -> begin(module, false));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return failed ? ModuleHost.FAILED : ModuleHost.DONE;
    }

    private int runOnly(HostConfig module) throws IOException, ProtocolException, InterruptedException {
        String token = module.token();
        if (token != null) {
            return host(module, token, false).run();
        }
        GatewayPipe pipe = new GatewayPipe();
        Host only = host(module, pipe.readToken(), true);
        pipe.onEnd(only::gatewayGone);
        return only.run();
    }

    private Host host(HostConfig module, String token, boolean forked) throws IOException {
        Host host = new Host(module, module.secured(), token, forked, surroundings);
        hosts.add(host);
        return host;
    }

    /** Begins with each module that the gateway announces, until there is nothing more to come. */
    private void runAsTheyCome(GatewayPipe pipe) {
        for (String line = pipe.readLine(); line != null; line = pipe.readLine()) {
            try {
                begin(HostConfigReader.readLine(line), true);
            } catch (JsonProcessingException e) {
                // Not the line itself: it holds a token.
                failed("a line of standard input", e.getOriginalMessage());
            }
        }
        hosts.forEach(Host::gatewayGone);
    }

    private void begin(HostConfig module, boolean forked) {
        String name = module.module().name();
        try {
            // Here and not on its own thread: it must be known to hear that the gateway is gone.
            Host host = host(module, String.valueOf(module.token()), forked);
            Thread thread = new Thread(() -> run(host), "host-" + name);
            threads.add(thread);
            thread.start();
        } catch (IOException e) {
            failed(name, ErrorText.of(e));
        }
    }

    private void run(Host host) {
        MDC.put("module", host.name());
        try (host) {
            if (host.run() != ModuleHost.DONE) {
                failed = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            failed(host.name(), ErrorText.of(e));
        } finally {
            hosts.remove(host);
        }
    }

    private void failed(String what, String text) {
        failed = true;
        System.err.println("module-host: " + what + ": " + text);
    }

    /** Ends this host because its process was asked to end. */
    void terminate() {
        List<Thread> ending = new ArrayList<>();
        for (Host host : hosts) {
            Thread thread = new Thread(host::terminate, "terminate-" + host.name());
            ending.add(thread);
            thread.start();
        }
        try {
            for (Thread thread : ending) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        hosts.forEach(Host::close);
        endpoints.close();
        if (passage != null) {
            passage.close();
        }
    }
}
