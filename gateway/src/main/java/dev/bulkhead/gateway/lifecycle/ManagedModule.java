package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.DeliveryListener;
import dev.bulkhead.broker.Member;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.host.load.ErrorText;
import dev.bulkhead.proxy.HostFailedException;
import dev.bulkhead.proxy.HostListener;
import dev.bulkhead.proxy.HostLoss;
import dev.bulkhead.proxy.HostLostException;
import dev.bulkhead.proxy.ModuleFailedException;
import dev.bulkhead.wire.packet.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One module and its states. {@link #create}, {@link #start} and {@link #stop} wait until it is done; no two of them run at a
 * time for the same module.
 */
final class ManagedModule implements HostListener {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedModule.class);

    private final ModuleConfig config;
    private final Member member;
    private final Residence residence;
    private final Executor executor;

    private ModuleState state = ModuleState.DEACTIVATED;
    private Reason reason = Reason.STARTUP;
    private Instant since = Instant.now();
    private @Nullable String error;
    private @Nullable Throwable failure;
    private @Nullable HostLoss lossWhileStarting;
    private int restarts;
    private volatile boolean shuttingDown;

    /**
     * Prepares a module.
     *
     * @param executor runs what follows from a host's loss, which may take long
     */
    ManagedModule(ModuleConfig config, Member member, Residences residences, Executor executor) {
        this.config = config;
        this.member = member;
        this.executor = executor;
        residence = residences.of(config, this);
    }

    String name() {
        return config.name();
    }

    /** {@return whether nobody can tell how long it takes until there is a host} */
    boolean waitsForOthers() {
        return residence.comesBack();
    }

    /** Makes and creates the module. {@return whether that went well; if not, the status says why} */
    boolean create(Reason why) {
        beginActivation();
        moveTo(ModuleState.ACTIVATION, why);
        return step("make it", member.instantiate(residence::instantiate), Reason.INSTANTIATION_FAILED)
                && step("create it", member.create(residence.args()), Reason.INITIALIZATION_FAILED);
    }

    /** Starts a module that was created. {@return whether that went well; if not, the status says why} */
    boolean start() {
        if (!step("start it", member.start(DeliveryListener.NONE), Reason.INITIALIZATION_FAILED)) {
            return false;
        }
        moveTo(ModuleState.ACTIVATED, reason());
        Optional<HostLoss> lost = lossWhileStarting();
        lost.ifPresent(this::hostLost);
        return lost.isEmpty();
    }

    /** Creates and starts a module whose host others start. When that host is lost on the way, waits for the next. */
    void activateAsHostsCome(Reason why) {
        boolean up = create(why) && start();
        while (!up && lostItsHost() && !shuttingDown) {
            countRestart();
            up = create(Reason.AUTOMATIC) && start();
        }
        if (up) {
            forgetError();
        }
    }

    private synchronized void beginActivation() {
        failure = null;
        lossWhileStarting = null;
    }

    private synchronized Optional<HostLoss> lossWhileStarting() {
        return Optional.ofNullable(lossWhileStarting);
    }

    private synchronized boolean lostItsHost() {
        return failure instanceof HostLostException;
    }

    private boolean step(String what, CompletableFuture<Void> done, Reason ifItFails) {
        try {
            Optional<Duration> limit = residence.startLimit();
            if (limit.isPresent()) {
                done.get(limit.get().toMillis(), TimeUnit.MILLISECONDS);
            } else {
                done.get();
            }
            return true;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            failed(reasonFor(cause, ifItFails), textOf(cause), cause);
        } catch (TimeoutException e) {
            member.abandon();
            failed(ifItFails, "it took too long to " + what + "; its thread is left to itself", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static Reason reasonFor(Throwable cause, Reason ifItFails) {
        if (cause instanceof ModuleFailedException failure) {
            return failure.isNotInstantiated() ? Reason.INSTANTIATION_FAILED : Reason.INITIALIZATION_FAILED;
        }
        return cause instanceof HostFailedException ? Reason.INSTANTIATION_FAILED : ifItFails;
    }

    private static String textOf(Throwable cause) {
        boolean tellsAll = cause instanceof ModuleFailedException || cause instanceof HostFailedException;
        return tellsAll ? String.valueOf(cause.getMessage()) : ErrorText.of(cause);
    }

    private void failed(Reason why, String text, Throwable cause) {
        if (shuttingDown) {
            moveTo(ModuleState.DEACTIVATED, Reason.SHUTDOWN);
            return;
        }
        synchronized (this) {
            error = text;
            failure = cause;
        }
        moveTo(ModuleState.DEACTIVATED, why);
        LOG.error("{} is down ({}): {}", name(), why.label(), text);
        LOG.debug("{}", name(), cause);
    }

    /** Stops a module that is active: lets it process what is queued, and destroys it. */
    void stop(Reason why) {
        shuttingDown = why == Reason.SHUTDOWN;
        ModuleState present = state();
        if (present == ModuleState.ACTIVATION) {
            residence.abort();
            awaitEndOfActivation();
        } else if (present == ModuleState.ACTIVATED) {
            moveTo(ModuleState.DEACTIVATION, why);
            destroy(residence.stopLimit());
            moveTo(ModuleState.DEACTIVATED, why);
        }
    }

    private synchronized void awaitEndOfActivation() {
        long deadline = System.nanoTime() + residence.stopLimit().toNanos();
        try {
            while (state == ModuleState.ACTIVATION && System.nanoTime() - deadline < 0) {
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void destroy(Duration drainFor) {
        CompletableFuture<Void> stopped = member.stop(drainFor);
        Duration limit = residence.stopLimit();
        if (!isDone(stopped, limit.plus(drainFor))) {
            residence.abort();
            if (!isDone(stopped, limit)) {
                LOG.warn("{} does not come back from its own code; its thread is left to itself", name());
                member.abandon();
            }
        }
    }

    private static boolean isDone(CompletableFuture<Void> stopped, Duration limit) {
        try {
            stopped.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            LOG.warn("a module did not stop as it should", e);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void hostLost(HostLoss loss) {
        Reason why = loss.kind() == HostLoss.Kind.SILENT ? Reason.WATCHDOG_EXPIRED : Reason.FAILURE;
        synchronized (this) {
            if (state == ModuleState.ACTIVATION) {
                // Its start fails by that, or has just succeeded and finds this.
                lossWhileStarting = loss;
            }
            if (state != ModuleState.ACTIVATED) {
                return;
            }
            error = loss.text();
        }
        moveTo(ModuleState.DEACTIVATION, why);
        LOG.error("{} is down ({}): {}", name(), why.label(), loss.text());
        executor.execute(() -> afterLoss(why));
    }

    private void afterLoss(Reason why) {
        destroy(Duration.ZERO);
        moveTo(ModuleState.DEACTIVATED, why);
        if (residence.comesBack() && !shuttingDown) {
            LOG.info("{} waits for its host to come back", name());
            countRestart();
            activateAsHostsCome(Reason.AUTOMATIC);
        }
    }

    private synchronized void countRestart() {
        restarts++;
    }

    private synchronized void forgetError() {
        error = null;
    }

    @Override
    public void logged(LogLine line) {
        ModuleLog.log(name(), line);
    }

    private void moveTo(ModuleState next, Reason why) {
        synchronized (this) {
            state = next;
            reason = why;
            since = Instant.now();
            notifyAll();
        }
        LOG.debug("{} is now {} ({})", name(), next.label(), why.label());
    }

    synchronized ModuleState state() {
        return state;
    }

    private synchronized Reason reason() {
        return reason;
    }

    synchronized ModuleStatus status() {
        boolean alive = state != ModuleState.DEACTIVATED;
        String hint = state == ModuleState.ACTIVATION ? residence.diagnose() : "";
        String told = error == null ? (hint.isEmpty() ? null : hint) : error + (hint.isEmpty() ? "" : "; " + hint);
        return new ModuleStatus(
                name(),
                config.className(),
                state,
                reason,
                since,
                told,
                residence.activation(),
                alive ? residence.pid() : OptionalLong.empty(),
                restarts,
                alive ? residence.busyFor(member.busyFor()) : Duration.ZERO,
                member.unrouted(),
                member.refused());
    }
}
