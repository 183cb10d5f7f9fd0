package dev.bulkhead.host;

import dev.bulkhead.broker.DeliveryListener;
import dev.bulkhead.broker.Member;
import dev.bulkhead.host.load.JsonArgs;
import dev.bulkhead.wire.packet.Links;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.packet.Welcome;
import dev.bulkhead.wire.relay.Relay;
import dev.bulkhead.wire.relay.RelayListener;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.session.SessionState;
import dev.bulkhead.wire.zmq.RequestChannel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session with a gateway: a module, and the relay to the gateway. */
final class HostSession implements RelayListener {
    private static final Logger LOG = LoggerFactory.getLogger(HostSession.class);
    private final Place place;
    private final Relay relay;
    private final Uplink uplink;
    private final Member gateway;
    private final Progress progress;
    private final Report report;
    private final HostedModule module;
    private final HostedRoles roles;
    private final CompletableFuture<End> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> destroying = new CompletableFuture<>();
    private volatile long heardNanos = System.nanoTime();
    /** How many messages have come from the gateway. Used by the server's thread alone. */
    private long accepted;

    /** How a session ended. */
    enum End {
        DESTROYED,
        GATEWAY_LOST
    }

    HostSession(HostConfig.Hosted hosted, Welcome welcome, RequestChannel channel, LogQueue log, Place place) {
        this.place = place;
        gateway = place.gateway();
        Duration heartbeat = Duration.ofMillis(welcome.heartbeatMillis());
        Duration patience = Protocol.patience(Duration.ofMillis(welcome.limitMillis()));
        relay = new Relay(Role.HOST, welcome.epoch(), channel, patience, this);
        uplink = new Uplink(relay, heartbeat);
        boolean confirmations = welcome.minor() >= Protocol.MINOR_WITH_CONFIRMATIONS;
        progress = new Progress(confirmations, uplink::tellSoon);
        report = new Report(
                place.module(),
                progress,
                new CountsReport(place::counts),
                conditions(welcome),
                log,
                heartbeat,
                confirmations);
        module = new HostedModule(hosted, place.module(), gateway, progress, relay, patience);
        roles = new HostedRoles(place.module(), gateway, progress, relay, patience);
    }

    private ConditionsReport conditions(Welcome welcome) {
        ConditionsReport conditions = new ConditionsReport(place.module()::conditions);
        if (welcome.minor() >= Protocol.MINOR_WITH_ROLES) {
            place.module().onConditions(() -> {
                conditions.changed();
                tellSoon();
            });
        } else {
            // An older gateway does not know the packet, and would end the session.
            place.module().onConditions(() -> {});
        }
        return conditions;
    }

    /** Begins to open the way to the gateway, and then with the heartbeats. */
    void open() {
        CompletableFuture<Void> unused = gateway.instantiate(() -> uplink)
                .thenCompose(made -> gateway.create(new JsonArgs("{}")))
                .thenCompose(created -> gateway.start(DeliveryListener.NONE))
                .whenComplete((ok, e) -> {
                    if (e != null) {
                        ended.completeExceptionally(e);
                    }
                    opened.complete(null);
                });
    }

    /** {@return completes when the session is over} */
    CompletableFuture<End> ended() {
        return ended;
    }

    /**
     * Lets the gateway end the session, if it begins to within this time.
     *
     * @param once how much longer that may take when the gateway has begun already: it may have lost its patience, or the host
     *     may have heard of the same signal a little later
     * @return whether the session has ended
     */
    boolean awaitEndByGateway(Duration within, Duration once) throws InterruptedException {
        try {
            if (destroying.isDone()) {
                End unused = ended.get(once.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            }
            Object unused = CompletableFuture.anyOf(destroying, ended).get(within.toMillis(), TimeUnit.MILLISECONDS);
            End unusedEnd = ended.get();
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /** {@return how long ago the gateway last gave a sign of life} */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardNanos);
    }

    /** Lets a log line go with the next request. */
    void tellSoon() {
        uplink.tellSoon();
    }

    /** {@return whether a request of this epoch is the gateway's} */
    boolean isOf(long epoch) {
        return relay.isOf(epoch);
    }

    /** Answers a request of the gateway, once the way there is open; on the server's thread. */
    byte[] reply(ByteBuffer request) {
        opened.join();
        return relay.reply(request);
    }

    /** Ends the session, because there is nobody at the other end. */
    void gatewayGone() {
        ended.complete(End.GATEWAY_LOST);
    }

    /** Destroys the module without the gateway; it has this long. */
    void giveUp(Duration within) {
        relay.abort();
        // Nobody is to wait for a confirmation that does not come, the module's own thread least of all.
        gateway.markDown();
        module.giveUp(within);
    }

    @Override
    public boolean packet(PacketType type, PacketReader data, PacketWriter reply) throws ProtocolException {
        switch (type) {
            case LINKS -> {
                place.follow(Links.read(data));
                return true;
            }
            case CONFIRM -> {
                place.confirm(data.u8() == 1);
                data.requireEnd();
                return true;
            }
            case CREATE -> {
                String argsJson = data.text();
                data.requireEnd();
                return module.create(argsJson, reply);
            }
            case RESTORE -> {
                byte[] state = data.bytes();
                data.requireEnd();
                return roles.restore(state, reply);
            }
            case SUSPEND -> {
                Duration within = Duration.ofMillis(data.u31());
                data.requireEnd();
                return roles.suspend(accepted, within, reply);
            }
            case SAVE -> {
                data.requireEnd();
                return roles.save(reply);
            }
            case RESUME -> {
                data.requireEnd();
                return roles.resume(reply);
            }
            case START -> {
                data.requireEnd();
                return module.start(reply);
            }
            case DESTROY -> {
                Duration grace = Duration.ofMillis(data.u31());
                data.requireEnd();
                destroying.complete(null);
                boolean done = module.destroy(grace, reply);
                if (done) {
                    ended.complete(End.DESTROYED);
                }
                return done;
            }
            default -> throw new IllegalStateException("the session's table lets " + type + " pass to a host");
        }
    }

    @Override
    public void addTo(PacketWriter request) {
        report.writeTo(request, relay.state() == SessionState.DESTROYING);
    }

    @Override
    public boolean hasMore() {
        // The gateway waits for its disk before it replies, so asking it again is no haste.
        return report.hasMore() || (place.isConfirming() && uplink.isAnyUnsettled());
    }

    @Override
    public void added() {
        report.arrived();
    }

    @Override
    public long processed(long acceptedSoFar) {
        accepted = acceptedSoFar;
        return progress.processedWithoutFailure();
    }

    @Override
    public void heard() {
        heardNanos = System.nanoTime();
        progress.replyDue();
    }

    @Override
    public void replied() {
        progress.replied();
    }

    /** The gateway has no heartbeats of its own: its replies to ours tell that it lives. */
    @Override
    public void answered() {
        heardNanos = System.nanoTime();
    }

    @Override
    public void broken(ProtocolException cause) {
        LOG.warn("the session with the gateway has ended: {}", cause.getMessage());
        ended.complete(End.GATEWAY_LOST);
    }
}
