package dev.bulkhead.proxy;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import dev.bulkhead.broker.Forwarder;
import dev.bulkhead.broker.ForwarderPort;
import dev.bulkhead.broker.Roles;
import dev.bulkhead.proxy.activation.Activation;
import dev.bulkhead.proxy.activation.HostEnd;
import dev.bulkhead.proxy.activation.Whereabouts;
import dev.bulkhead.wire.packet.Heartbeat;
import dev.bulkhead.wire.packet.Hello;
import dev.bulkhead.wire.packet.Links;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.relay.Relay;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.session.SessionState;
import dev.bulkhead.wire.zmq.Endpoints;
import dev.bulkhead.wire.zmq.Refusals;
import dev.bulkhead.wire.zmq.ReplyServer;
import dev.bulkhead.wire.zmq.RequestChannel;
import dev.bulkhead.wire.zmq.Urls;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in the gateway for a module that runs elsewhere: forwards Create, Receive and Destroy to its host, and publishes what
 * the host publishes. To the broker it is a module like any other. One object serves one life of the module.
 */
public final class ProxyModule implements Forwarder, Suspendable, Stateful {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyModule.class);

    private final String name;
    private final ProxySettings settings;
    private final Activation activation;
    private final Endpoints endpoints;
    private final ScheduledExecutorService timer;
    private final Reception reception;
    private final Refusals refusals;
    private final HostWatch watch;
    private final InnerLinks innerLinks;
    private final Confirmations confirmations;
    private volatile @Nullable ForwarderPort port;
    private volatile @Nullable Relay relay;
    private volatile boolean aborted;
    private volatile int minor;
    private volatile Roles roles = Roles.none("it has not been created");
    /** Used by the module's thread alone. */
    private boolean innerLinksAttached;

    private volatile OptionalLong attachedPid = OptionalLong.empty();
    private volatile boolean attachedHere;
    private @Nullable ReplyServer server;
    private volatile @Nullable Future<?> checks;
    private volatile boolean closed;

    /**
     * Prepares a proxy.
     *
     * @param name the module's name
     * @param activation brings the host to life
     * @param endpoints makes the sockets; shared with other proxies
     * @param timer for the checks of heartbeats and for deadlines; shared with other proxies
     * @param listener hears what happens to the host
     * @param innerLinks the links that stay inside the host
     * @param refusals counts who was turned away, in all lives of the module
     */
    public ProxyModule(
            String name,
            ProxySettings settings,
            Activation activation,
            Endpoints endpoints,
            ScheduledExecutorService timer,
            HostListener listener,
            InnerLinks innerLinks,
            Refusals refusals) {
        this.refusals = refusals;
        this.name = name;
        this.innerLinks = innerLinks;
        confirmations = new Confirmations(name);
        this.settings = settings;
        this.activation = activation;
        this.endpoints = endpoints;
        this.timer = timer;
        watch = new HostWatch(
                listener,
                innerLinks,
                settings.heartbeatLimit(),
                this::cutOff,
                (condition, holds) -> port().condition(condition, holds));
        reception = new Reception(name, activation.token(), settings, refusals, this::open);
    }

    @Override
    public void attach(ForwarderPort newPort) {
        port = newPort;
    }

    @Override
    public void create(ModuleContext context) throws HostFailedException, ModuleFailedException {
        try {
            ReplyServer listening = listen();
            server = listening;
            long began = System.nanoTime();
            activation.start(listening.url(), this::ended);
            awaitHello();
            keepLinksInside();
            confirmations.tell(minor, calls(), startTimeout());
            roles = HostRoles.of(calls().create(settings.argsJson(), startTimeout()), minor);
            LOG.debug("{}: created, {} ms after its host was asked for", name, (System.nanoTime() - began) / 1_000_000);
            relay().state(SessionState.CREATED);
            if (!watch.up()) {
                throw calls().hostGone();
            }
        } catch (IOException e) {
            end();
            throw new HostFailedException(String.valueOf(e.getMessage()));
        } catch (HostFailedException | ModuleFailedException | RuntimeException e) {
            end();
            throw e;
        }
    }

    private void keepLinksInside() throws HostFailedException, ModuleFailedException {
        innerLinksAttached = true;
        Optional<Links> links = innerLinks.attached();
        if (links.isEmpty()) {
            return;
        }
        if (minor < Protocol.MINOR_WITH_LINKS) {
            throw new HostFailedException("the host speaks protocol " + Protocol.MAJOR + "." + minor
                    + ", and links inside a host need " + Protocol.MAJOR + "." + Protocol.MINOR_WITH_LINKS
                    + "; update the host, or give each module a host of its own");
        }
        calls().links(links.get(), startTimeout());
    }

    @Override
    public void start() throws HostFailedException, ModuleFailedException {
        calls().start(startTimeout());
        relay().state(SessionState.STARTED);
    }

    @Override
    public Roles roles() {
        return roles;
    }

    @Override
    public void restoreState(byte[] state) throws HostFailedException, ModuleFailedException {
        calls().restore(state, startTimeout());
    }

    /** Lets the module in its host rest, after it has processed what was sent there. */
    @Override
    public void suspend() throws HostFailedException, ModuleFailedException {
        calls().suspend(startTimeout());
        relay().state(SessionState.SUSPENDED);
    }

    @Override
    public void resume() throws HostFailedException, ModuleFailedException {
        calls().resume(startTimeout());
        relay().state(SessionState.STARTED);
    }

    @Override
    public byte[] saveState() throws HostFailedException, ModuleFailedException {
        return calls().save(startTimeout());
    }

    @Override
    public void receive(Message message) {
        boolean knowsMarks = minor >= Protocol.MINOR_WITH_CONFIRMATIONS;
        relay().receive(knowsMarks ? message : OlderHost.fit(message, settings.maxMessage()));
    }

    @Override
    public void endOfBatch() {
        relay().endOfBatch();
    }

    /** Ends the module and its host. What the host has accepted is processed first, as far as the grace allows. */
    @Override
    public void destroy() {
        end();
    }

    /**
     * Lets what the module publishes be confirmed from now on, or not any more: its {@code publish} then returns when each durable link
     * has its message on disk. Begins with no. From any thread, at any time; a module that is up gets to know soon.
     */
    public void confirm(boolean on) {
        confirmations.want(on);
        ForwarderPort attached = port;
        if (attached != null) {
            attached.execute(this::tellWhetherToConfirm);
        }
    }

    private void tellWhetherToConfirm() {
        Relay open = relay;
        // Before there is a host, create tells it.
        if (open == null || open.isAborted() || !open.state().accepts(Role.HOST, PacketType.CONFIRM)) {
            return;
        }
        try {
            confirmations.tell(minor, calls(), startTimeout());
        } catch (HostFailedException e) {
            LOG.debug("{}: not told whether to confirm: {}", name, e.getMessage());
        }
    }

    /** Makes a call of this proxy that is under way return soon, because the module is to be stopped at any cost. */
    public void abort() {
        aborted = true;
        cutOff();
        reception
                .attached()
                .completeExceptionally(new HostFailedException("it was stopped before its host said hello"));
    }

    /** Lets messages go to the host for so long; those that it has not taken by then count as lost with it. */
    public void drainFor(Duration limit) {
        Relay open = relay;
        if (open != null) {
            open.drainFor(limit);
        }
    }

    /** {@return the host's process; empty if it is not known} */
    public OptionalLong pid() {
        OptionalLong forked = activation.pid();
        return forked.isPresent() ? forked : attachedPid;
    }

    /** {@return whether that process is on this machine} */
    public boolean isHere() {
        return activation.pid().isPresent() || attachedHere;
    }

    /** {@return what the host said at its last heartbeat} */
    public Optional<Heartbeat> heartbeat() {
        return watch.heartbeat();
    }

    /** {@return whether a host has said hello} */
    public boolean isAttached() {
        return relay != null;
    }

    /** {@return what the operator should know while the host does not say hello; perhaps empty} */
    public String diagnose() {
        return activation.diagnose();
    }

    private ReplyServer listen() throws IOException {
        String preferred = activation.listenOn(settings.listen());
        try {
            return listen(preferred);
        } catch (IOException e) {
            if (preferred.equals(settings.listen())) {
                throw e;
            }
            LOG.warn("{}: {}; taking another port, so its host must be given its file anew", name, e.getMessage());
            return listen(settings.listen());
        }
    }

    private ReplyServer listen(String url) throws IOException {
        return endpoints.listen(url, "from-host-" + name, settings.security(), refusals, reception);
    }

    /** On the server's thread. */
    private Relay open(Hello hello, long epoch) {
        Whereabouts host = activation.seenFromHere(new Whereabouts(hello.url(), OptionalLong.of(hello.pid())));
        String url = settings.remote().orElse(host.url());
        Duration patience = Protocol.patience(settings.heartbeatLimit());
        RequestChannel channel = endpoints.connect(url, settings.heartbeatLimit(), settings.security());
        Relay opened = new Relay(Role.GATEWAY, epoch, channel, patience, watch);
        opened.attach(port());
        attachedPid = host.pid();
        minor = hello.minor();
        attachedHere = Urls.isLoopback(url);
        relay = opened;
        watch.attached(opened, hello.minor());
        if (aborted || watch.loss().isPresent()) {
            // Whoever gave up a moment ago found no relay to abort.
            opened.abort();
        }
        return opened;
    }

    private void ended(HostEnd end) {
        HostLoss.Kind failed = end.outOfMemory() ? HostLoss.Kind.OUT_OF_MEMORY : HostLoss.Kind.EXITED;
        HostLoss.Kind kind = end.inOrder() ? HostLoss.Kind.ENDED : failed;
        watch.lost(new HostLoss(kind, end.text(), end.status()));
        reception.attached().completeExceptionally(new HostFailedException(end.text() + "; it had not said hello"));
    }

    /** Nobody is there any more: calls return, and messages stay where they are. */
    private void cutOff() {
        ForwarderPort attached = port;
        if (attached != null) {
            attached.down();
        }
        Relay open = relay;
        if (open != null) {
            open.abort();
        }
    }

    private void awaitHello() throws HostFailedException {
        try {
            Relay unused = reception.attached().get(startTimeout().toMillis(), TimeUnit.MILLISECONDS);
            checkInTime();
        } catch (ExecutionException e) {
            throw new HostFailedException(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        } catch (TimeoutException e) {
            throw new HostFailedException("no host said hello within "
                    + startTimeout().toMillis() + " ms (startTimeout); " + activation.diagnose() + refusals());
        } catch (InterruptedException e) {
            throw new HostFailedException("the wait for the host was interrupted");
        }
    }

    /** Not before the host can be late: the gateway of many idle hosts shall not wake up for nothing. */
    private void checkInTime() {
        checks = timer.schedule(this::check, watch.untilTooLong(), TimeUnit.NANOSECONDS);
    }

    private void check() {
        if (!closed) {
            watch.check();
        }
        if (!closed && watch.loss().isEmpty()) {
            checkInTime();
        }
    }

    private String refusals() {
        long refused = refusals.counts().requests();
        return refused == 0 ? "" : "; " + refused + " requests were refused so far, see the log";
    }

    private void end() {
        Optional<HostLoss> loss = watch.loss();
        watch.stopping();
        try {
            if (relay != null && loss.isEmpty() && !relay().isAborted()) {
                destroyModule();
            }
            if (loss.isPresent() && loss.get().kind() == HostLoss.Kind.SILENT) {
                activation.kill();
            } else {
                activation.stop(settings.grace());
            }
        } finally {
            close();
        }
    }

    private void destroyModule() {
        try {
            relay().state(SessionState.DESTROYING);
            calls().destroy(settings.grace());
            activation.awaitEnd(settings.grace());
        } catch (HostFailedException | ModuleFailedException e) {
            LOG.warn("{}: {}; its host is ended", name, e.getMessage());
        }
    }

    private HostCalls calls() {
        return new HostCalls(relay(), watch, timer);
    }

    private void close() {
        closed = true;
        if (innerLinksAttached) {
            innerLinksAttached = false;
            innerLinks.left(watch.loss().filter(ProxyModule::isGone).isPresent());
        }
        Future<?> next = checks;
        if (next != null) {
            next.cancel(false);
        }
        Relay open = relay;
        if (open != null) {
            open.state(SessionState.CLOSED);
            open.destroy();
        }
        if (server != null) {
            server.close();
        }
    }

    /** A host that broke the protocol for one module, or in which one hangs, may well have others. */
    private static boolean isGone(HostLoss loss) {
        return loss.kind() != HostLoss.Kind.PROTOCOL && loss.kind() != HostLoss.Kind.HUNG;
    }

    /** What is called "as long as it takes" is a hundred years. */
    private Duration startTimeout() {
        return settings.startTimeout().orElse(Duration.ofDays(36_500));
    }

    private Relay relay() {
        Relay open = relay;
        if (open == null) {
            throw new IllegalStateException("no host has said hello to " + name);
        }
        return open;
    }

    private ForwarderPort port() {
        ForwarderPort attached = port;
        if (attached == null) {
            throw new IllegalStateException("the proxy of " + name + " has not been attached to a broker");
        }
        return attached;
    }
}
