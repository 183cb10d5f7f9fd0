package dev.bulkhead.host;

import dev.bulkhead.broker.Member;
import dev.bulkhead.broker.Roles;
import dev.bulkhead.host.load.ErrorText;
import dev.bulkhead.host.load.JsonArgs;
import dev.bulkhead.host.load.LoadedModule;
import dev.bulkhead.wire.packet.Outcome;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.relay.Relay;
import dev.bulkhead.wire.session.SessionState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The module in this host, steered by the gateway's requests. What a request asks for may take long, so it is only begun; the
 * gateway asks again, with the same request, until the answer is there. All calls but {@code giveUp} are on the server's thread.
 */
final class HostedModule {
    private static final Logger LOG = LoggerFactory.getLogger(HostedModule.class);

    private final HostConfig.Hosted hosted;
    private final Member member;
    private final Member gateway;
    private final Progress progress;
    private final Relay relay;
    private final Duration patience;
    private volatile boolean exists;
    private volatile @Nullable CompletableFuture<Outcome> creating;
    private @Nullable CompletableFuture<Outcome> starting;
    private @Nullable CompletableFuture<Outcome> destroying;

    HostedModule(
            HostConfig.Hosted hosted,
            Member member,
            Member gateway,
            Progress progress,
            Relay relay,
            Duration patience) {
        this.hosted = hosted;
        this.member = member;
        this.gateway = gateway;
        this.progress = progress;
        this.relay = relay;
        this.patience = patience;
    }

    /** {@return whether the answer has been written} */
    boolean create(String argsJson, PacketWriter reply) {
        CompletableFuture<Outcome> begun = creating;
        if (begun == null) {
            begun = beginCreate(argsJson);
            creating = begun;
        }
        return answer(begun, PacketType.CREATED, SessionState.CREATED, reply);
    }

    private CompletableFuture<Outcome> beginCreate(String argsJson) {
        CompletableFuture<Void> made = member.instantiate(new LoadedModule(hosted.className(), hosted.path()));
        CompletableFuture<Outcome> failedToMake = made.handle((ok, e) -> e == null ? null : failure(e, true));
        return failedToMake.thenCompose(failed -> failed != null
                ? CompletableFuture.completedFuture(failed)
                : outcome(() -> createMade(argsJson), this::roles));
    }

    private Outcome roles() {
        Roles roles = member.roles();
        int suspendable = roles.suspendable() ? Outcome.SUSPENDABLE : 0;
        int stateful = roles.stateful() ? Outcome.STATEFUL : 0;
        return new Outcome(true, suspendable | stateful, "");
    }

    private CompletableFuture<Void> createMade(String argsJson) {
        return member.create(new JsonArgs(argsJson)).thenRun(() -> exists = true);
    }

    /** {@return whether the answer has been written} */
    boolean start(PacketWriter reply) {
        CompletableFuture<Outcome> begun = starting;
        if (begun == null) {
            begun = outcome(() -> member.start(new FromGateway(gateway.name(), progress))
                    .whenComplete((ok, e) -> exists = e == null));
            starting = begun;
        }
        return answer(begun, PacketType.STARTED, SessionState.STARTED, reply);
    }

    /**
     * Lets the module process what it has, destroys it, and lets what it published go to the gateway.
     *
     * @return whether the answer has been written
     */
    boolean destroy(Duration grace, PacketWriter reply) {
        CompletableFuture<Outcome> begun = destroying;
        if (begun == null) {
            relay.state(SessionState.DESTROYING);
            // The gateway waits for the whole of it: a half to process what is queued, the rest for the module's own
            // destroy.
            Duration drain = grace.dividedBy(2);
            begun = outcome(() -> stopModule(drain).thenCompose(stopped -> gateway.stop(drain)));
            destroying = begun;
        }
        return answer(begun, PacketType.DESTROYED, SessionState.DESTROYING, reply);
    }

    private CompletableFuture<Void> stopModule(Duration grace) {
        return exists ? member.stop(grace) : CompletableFuture.completedFuture(null);
    }

    /** Destroys the module if that can be done within this time. From any thread. */
    void giveUp(Duration within) {
        member.markDown();
        // Also when it is only being created: it must be destroyed then, or not be created.
        if (creating != null && !isDone(member.stop(Duration.ZERO), within)) {
            LOG.warn("the module does not come back from its own code; its thread is left to itself");
            member.abandon();
        }
        boolean unused = isDone(gateway.stop(Duration.ZERO), within);
    }

    private static boolean isDone(CompletableFuture<Void> stopped, Duration within) {
        try {
            stopped.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean answer(CompletableFuture<Outcome> begun, PacketType type, SessionState next, PacketWriter reply) {
        try {
            Outcome outcome = begun.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (outcome.succeeded()) {
                relay.state(next);
            }
            outcome.write(type, reply);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletableFuture<Outcome> outcome(Supplier<CompletableFuture<Void>> call) {
        return outcome(call, () -> Outcome.SUCCESS);
    }

    private static CompletableFuture<Outcome> outcome(
            Supplier<CompletableFuture<Void>> call, Supplier<Outcome> ifItSucceeds) {
        return call.get().handle((ok, e) -> e == null ? ifItSucceeds.get() : failure(e, false));
    }

    private static Outcome failure(Throwable thrown, boolean notInstantiated) {
        return new Outcome(false, notInstantiated ? Outcome.NOT_INSTANTIATED : 0, textOf(thrown));
    }

    /** {@return what a person needs to know of what a future failed with} */
    static String textOf(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return ErrorText.of(cause);
    }
}
