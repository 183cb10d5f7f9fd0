package dev.bulkhead.host;

import dev.bulkhead.host.log.HostLogging;
import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.Hello;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.packet.Welcome;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.zmq.Refusals;
import dev.bulkhead.wire.zmq.ReplyServer;
import dev.bulkhead.wire.zmq.RequestChannel;
import dev.bulkhead.wire.zmq.Security;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One module in this process: says hello for it, runs its session, and ends or says hello again. */
final class Host implements ReplyServer.Handler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Host.class);
    /**
     * How long a forked host that gets SIGTERM waits for its gateway to end it: whoever stops the gateway often signals all its
     * processes, and the gateway knows the order.
     */
    private static final Duration GATEWAY_ENDS_IT = Duration.ofSeconds(5);
    /** How long the module has to be destroyed when the gateway is gone. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** What the limit of silence is taken for before the gateway has told it; says how often to ask again. */
    private static final Duration UNTIL_WELCOME = Duration.ofSeconds(10);

    /** How long a request may wait for its session: the gateway's first may overtake what follows from its welcome here. */
    private static final Duration SESSION_SOON = Duration.ofSeconds(5);

    private final HostConfig config;
    private final Security security;
    private final String token;
    private final boolean forked;
    private final Surroundings surroundings;
    private final LogQueue log = new LogQueue();
    private final ReplyServer server;
    private final Object sessionChange = new Object();
    private volatile @Nullable HostSession session;
    private volatile boolean gatewayGone;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Begins to listen.
     *
     * @param security how the gateway and this host know each other
     * @param token the launch token
     * @param forked whether there is nothing to wait for when the gateway is lost
     * @throws IOException if the address is taken or cannot be listened on
     */
    Host(HostConfig config, Security security, String token, boolean forked, Surroundings surroundings)
            throws IOException {
        this.config = config;
        this.security = security;
        this.token = token;
        this.forked = forked;
        this.surroundings = surroundings;
        surroundings.logging().toConsole(name());
        server = surroundings
                .endpoints()
                .listen(config.listen(), "from-gateway", security, new Refusals("this host"), this);
    }

    /** {@return the module's name} */
    String name() {
        return config.module().name();
    }

    /** {@return the name and version, for people} */
    static String software() {
        String version = Host.class.getPackage().getImplementationVersion();
        return "Bulkhead module host " + (version == null ? "(not packaged)" : version);
    }

    /** {@return the exit status} */
    int run() throws ProtocolException, InterruptedException {
        do {
            Welcome welcome = sayHello();
            if (welcome == null) {
                return ModuleHost.FAILED;
            }
            if (runSession(welcome) == HostSession.End.DESTROYED && forked) {
                return ModuleHost.DONE;
            }
        } while (!forked);
        return ModuleHost.FAILED;
    }

    private @Nullable Welcome sayHello() throws ProtocolException {
        Hello hello = new Hello(
                Protocol.MAJOR,
                Protocol.MINOR,
                token,
                config.module().name(),
                server.url(),
                ProcessHandle.current().pid(),
                software());
        try (RequestChannel channel = surroundings.endpoints().connect(config.remote(), UNTIL_WELCOME, security)) {
            return new Greeting(hello).welcome(channel, () -> gatewayGone);
        }
    }

    private HostSession.End runSession(Welcome welcome) throws InterruptedException {
        Place place = surroundings.neighbourhood().join(name(), welcome.maxMessage());
        try {
            return runSession(welcome, place);
        } finally {
            surroundings.neighbourhood().leave(place);
        }
    }

    private HostSession.End runSession(Welcome welcome, Place place) throws InterruptedException {
        Duration limit = Duration.ofMillis(welcome.limitMillis());
        RequestChannel channel = surroundings.endpoints().connect(config.remote(), limit, security);
        HostSession begun = new HostSession(config.module(), welcome, channel, log, place);
        HostLogging logging = surroundings.logging();
        logging.toGateway(
                name(),
                line -> {
                    log.add(line);
                    begun.tellSoon();
                },
                !forked);
        begun.open();
        setSession(begun);
        HostSession.End end;
        try {
            end = await(begun, limit);
        } finally {
            logging.toConsole(name());
            setSession(null);
        }
        if (end == HostSession.End.GATEWAY_LOST) {
            LOG.warn(
                    "the session is over; the gateway was last heard {} ms ago, the limit is {} ms",
                    begun.silence().toMillis(),
                    limit.toMillis());
        }
        return end;
    }

    private HostSession.End await(HostSession begun, Duration limit) throws InterruptedException {
        while (true) {
            try {
                // Not before it can be over: an idle host shall not wake up for nothing.
                long left = limit.minus(begun.silence()).toMillis() + 1;
                HostSession.End end = begun.ended().get(Math.max(1, left), TimeUnit.MILLISECONDS);
                if (end == HostSession.End.GATEWAY_LOST) {
                    begun.giveUp(FAREWELL);
                }
                return end;
            } catch (TimeoutException e) {
                if (gatewayGone || begun.silence().compareTo(limit) > 0) {
                    begun.giveUp(FAREWELL);
                    return HostSession.End.GATEWAY_LOST;
                }
            } catch (ExecutionException e) {
                throw new CompletionException(e);
            }
        }
    }

    private void setSession(@Nullable HostSession newSession) {
        synchronized (sessionChange) {
            session = newSession;
            sessionChange.notifyAll();
        }
    }

    private @Nullable HostSession awaitSession() {
        long deadline = System.nanoTime() + SESSION_SOON.toNanos();
        synchronized (sessionChange) {
            long left = SESSION_SOON.toMillis();
            while (session == null && left > 0) {
                try {
                    sessionChange.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return null;
                }
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
            return session;
        }
    }

    @Override
    public boolean knows(long epoch) {
        HostSession present = session;
        return present != null && present.isOf(epoch);
    }

    @Override
    public byte[] reply(ByteBuffer request) {
        HostSession present = session == null ? awaitSession() : session;
        if (present == null) {
            return Errors.encode(new ProtocolException(ErrorCode.UNKNOWN_SESSION, "this host has no session yet"));
        }
        return present.reply(request);
    }

    /** Ends this host because its process was asked to end. */
    void terminate() {
        HostSession present = session;
        try {
            if (present == null) {
                return;
            }
            if (forked && present.awaitEndByGateway(GATEWAY_ENDS_IT, FAREWELL)) {
                boolean unused = closed.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                present.giveUp(FAREWELL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the session, and lets no other begin: the gateway is gone. */
    void gatewayGone() {
        gatewayGone = true;
        HostSession present = session;
        if (present != null) {
            present.gatewayGone();
        }
    }

    @Override
    public void close() {
        server.close();
        closed.countDown();
    }
}
