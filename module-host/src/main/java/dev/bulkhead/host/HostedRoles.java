package dev.bulkhead.host;

import dev.bulkhead.broker.Member;
import dev.bulkhead.wire.packet.Outcome;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.Saved;
import dev.bulkhead.wire.relay.Relay;
import dev.bulkhead.wire.session.SessionState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the module in this host to play its roles, for the gateway: to rest, to go on, to tell its state and to take one. As these may
 * take long, each is only begun; the gateway asks again until the answer is there. On the server's thread.
 */
final class HostedRoles {
    /** What became of a request. */
    private interface Answer {
        void write(PacketWriter reply);
    }

    private final Member member;
    private final Member gateway;
    private final Progress progress;
    private final Relay relay;
    private final Duration patience;
    private @Nullable CompletableFuture<Answer> begun;

    HostedRoles(Member member, Member gateway, Progress progress, Relay relay, Duration patience) {
        this.member = member;
        this.gateway = gateway;
        this.progress = progress;
        this.relay = relay;
        this.patience = patience;
    }

    /**
     * Lets the module rest, once it has processed what came from the gateway, and lets what it published go there: whoever takes its
     * place publishes after it.
     *
     * @param accepted how many messages have come
     * @param within how long the gateway waits
     * @return whether the answer has been written, as of all that follow
     */
    boolean suspend(long accepted, Duration within, PacketWriter reply) {
        return answer(
                () -> member.suspend(() -> progress.hasProcessed(accepted), within.dividedBy(2))
                        .thenCompose(rests -> gateway.flush(within.dividedBy(4)))
                        .handle((ok, e) -> answer(e, PacketType.SUSPENDED, SessionState.SUSPENDED)),
                reply);
    }

    /** Lets it go on. */
    boolean resume(PacketWriter reply) {
        return answer(
                () -> member.resume().handle((ok, e) -> answer(e, PacketType.RESUMED, SessionState.STARTED)), reply);
    }

    /** Gives it a state. */
    boolean restore(byte[] state, PacketWriter reply) {
        return answer(
                () -> member.restoreState(state)
                        .handle((ok, e) -> answer(e, PacketType.RESTORED, SessionState.CREATED)),
                reply);
    }

    /** Asks for its state. */
    boolean save(PacketWriter reply) {
        return answer(
                () -> member.saveState().handle((state, e) -> {
                    Saved saved = e == null ? Saved.of(state) : Saved.failure(HostedModule.textOf(e));
                    return saved::write;
                }),
                reply);
    }

    private Answer answer(@Nullable Throwable thrown, PacketType type, SessionState next) {
        if (thrown != null) {
            Outcome failure = Outcome.failure(HostedModule.textOf(thrown));
            return reply -> failure.write(type, reply);
        }
        return reply -> {
            relay.state(next);
            Outcome.SUCCESS.write(type, reply);
        };
    }

    private boolean answer(Supplier<CompletableFuture<Answer>> begin, PacketWriter reply) {
        CompletableFuture<Answer> present = begun;
        if (present == null) {
            present = begin.get();
            begun = present;
        }
        try {
            Answer answer = present.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            begun = null;
            answer.write(reply);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
