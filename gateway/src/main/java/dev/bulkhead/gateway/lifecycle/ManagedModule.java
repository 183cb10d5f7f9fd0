package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.DeliveryListener;
import dev.bulkhead.broker.Member;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.gateway.config.StartMode;
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
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One module and its states. {@link #create}, {@link #start} and {@link #stop} wait until it is done. A stop may come at any
 * time: it ends the create or start that is under way, and lets no further one begin.
 */
final class ManagedModule implements HostListener {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedModule.class);

    private final ModuleConfig config;
    private final Member member;
    private final Residence residence;
    private final Executor executor;
    private final HostLog hostLog;

    // All of these are guarded by this object's lock, and every change of the state is one step under it.
    private ModuleState state = ModuleState.DEACTIVATED;
    private Reason reason = Reason.STARTUP;
    private Instant since = Instant.now();
    private @Nullable String error;
    private @Nullable Throwable failure;
    private @Nullable HostLoss lossWhileStarting;
    private int restarts;
    private boolean stepRuns;
    private boolean shuttingDown;

    /**
     * Prepares a module.
     *
     * @param executor runs what follows from a host's loss, which may take long
     * @param hostLog takes what the module logs in a host
     */
    ManagedModule(ModuleConfig config, Member member, Residences residences, Executor executor, HostLog hostLog) {
        this.config = config;
        this.member = member;
        this.executor = executor;
        this.hostLog = hostLog;
        residence = residences.of(config, this);
    }

    String name() {
        return config.name();
    }

    /** {@return whether nobody can tell how long it takes until there is a host} */
    boolean waitsForOthers() {
        return residence.comesBack();
    }

    /** {@return whether its activation starts a process} */
    boolean startsAProcess() {
        return residence.startsAProcess();
    }

    /** Makes and creates the module. {@return whether that went well; if not, the status says why} */
    boolean create(Reason why) {
        return beginActivation(why)
                && step(
                        "make it",
                        () -> member.instantiate(residence::instantiate),
                        cause -> reasonFor(cause, Reason.INSTANTIATION_FAILED))
                && step(
                        "create it",
                        () -> member.create(residence.args()),
                        cause -> reasonFor(cause, Reason.INITIALIZATION_FAILED));
    }

    /** Starts a module that was created. {@return whether that went well; if not, the status says why} */
    boolean start() {
        if (!step("start it", () -> member.start(DeliveryListener.NONE), ManagedModule::reasonInStart)
                || !move(ModuleState.ACTIVATION, ModuleState.ACTIVATED, reason())) {
            return false;
        }
        Optional<HostLoss> lost = lossWhileStarting();
        lost.ifPresent(this::hostLost);
        return lost.isEmpty();
    }

    /** Creates and starts a module whose host others start. When that host is lost on the way, waits for the next. */
    void activateAsHostsCome(Reason why) {
        boolean up = create(why) && start();
        while (!up && lostItsHost()) {
            up = create(Reason.AUTOMATIC) && start();
        }
        if (up) {
            cameUp();
        }
    }

    private synchronized boolean beginActivation(Reason why) {
        failure = null;
        lossWhileStarting = null;
        if (shuttingDown) {
            return false;
        }
        enter(ModuleState.ACTIVATION, why);
        return true;
    }

    private synchronized Optional<HostLoss> lossWhileStarting() {
        return Optional.ofNullable(lossWhileStarting);
    }

    private synchronized boolean lostItsHost() {
        return failure instanceof HostLostException && !shuttingDown;
    }

    private synchronized void cameUp() {
        error = null;
        if (reason == Reason.AUTOMATIC) {
            restarts++;
        }
    }

    /** Makes one call of the module and waits for it. {@return whether it returned in time, and nobody wants a stop} */
    private boolean step(
            String what, Supplier<CompletableFuture<Void>> call, Function<Throwable, Reason> reasonIfItFails) {
        if (!beginStep()) {
            return false;
        }
        try {
            return await(what, call.get(), reasonIfItFails);
        } finally {
            endStep();
        }
    }

    private synchronized boolean beginStep() {
        stepRuns = state == ModuleState.ACTIVATION && !shuttingDown;
        return stepRuns;
    }

    private synchronized void endStep() {
        stepRuns = false;
        notifyAll();
    }

    private boolean await(String what, CompletableFuture<Void> done, Function<Throwable, Reason> reasonIfItFails) {
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
            failed(reasonIfItFails.apply(cause), textOf(cause), cause);
        } catch (TimeoutException e) {
            member.abandon();
            failed(reasonIfItFails.apply(e), "it took too long to " + what + "; its thread is left to itself", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static Reason reasonFor(Throwable cause, Reason ifTheModuleFailed) {
        if (cause instanceof ModuleFailedException failure) {
            return failure.isNotInstantiated() ? Reason.INSTANTIATION_FAILED : Reason.INITIALIZATION_FAILED;
        }
        return cause instanceof HostFailedException ? Reason.INSTANTIATION_FAILED : ifTheModuleFailed;
    }

    /** A host that is lost in {@code start} had a module already. */
    private static Reason reasonInStart(Throwable cause) {
        if (cause instanceof HostLostException lost) {
            return reasonFor(lost.kind());
        }
        return reasonFor(cause, Reason.INITIALIZATION_FAILED);
    }

    private static Reason reasonFor(HostLoss.Kind kind) {
        return switch (kind) {
            case SILENT, HUNG -> Reason.WATCHDOG_EXPIRED;
            case OUT_OF_MEMORY -> Reason.MEMORY_EXCEEDED;
            case EXITED, PROTOCOL -> Reason.FAILURE;
        };
    }

    private static String textOf(Throwable cause) {
        boolean tellsAll = cause instanceof ModuleFailedException || cause instanceof HostFailedException;
        return tellsAll ? String.valueOf(cause.getMessage()) : ErrorText.of(cause);
    }

    private void failed(Reason why, String text, Throwable cause) {
        synchronized (this) {
            if (shuttingDown) {
                enter(ModuleState.DEACTIVATED, Reason.SHUTDOWN);
                return;
            }
            error = text;
            failure = cause;
            enter(ModuleState.DEACTIVATED, why);
        }
        LOG.error("{} is down ({}): {}", name(), why.label(), text);
        LOG.debug("{}", name(), cause);
    }

    /** Lets no activation begin any more, and ends the one that is under way. The module is still to be stopped. */
    void beginShutdown() {
        boolean abort;
        synchronized (this) {
            shuttingDown = true;
            abort = stepRuns;
        }
        if (abort) {
            boolean unused = residence.abort();
        }
    }

    /** Stops the module, whatever it is at: lets it process what is queued, and destroys it. */
    void stop() {
        beginShutdown();
        if (!awaitThat(() -> !stepRuns && state != ModuleState.DEACTIVATION, residence.stopLimit())) {
            giveUp();
        } else if (move(ModuleState.ACTIVATED, ModuleState.DEACTIVATION, Reason.SHUTDOWN)) {
            destroy(residence.drainLimit());
            move(ModuleState.DEACTIVATION, ModuleState.DEACTIVATED, Reason.SHUTDOWN);
        } else if (move(ModuleState.ACTIVATION, ModuleState.DEACTIVATION, Reason.SHUTDOWN)) {
            destroy(Duration.ZERO);
            move(ModuleState.DEACTIVATION, ModuleState.DEACTIVATED, Reason.SHUTDOWN);
        }
    }

    private void giveUp() {
        LOG.warn("{} does not come back from its own code; its thread is left to itself", name());
        boolean unused = residence.abort();
        member.abandon();
        synchronized (this) {
            enter(ModuleState.DEACTIVATED, Reason.SHUTDOWN);
        }
    }

    /** {@return whether that came to hold, under the lock, within the limit} */
    private synchronized boolean awaitThat(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private void destroy(Duration drainFor) {
        residence.drainFor(drainFor);
        CompletableFuture<Void> stopped = member.stop(drainFor);
        boolean done = isDone(stopped, residence.stopLimit().plus(drainFor))
                || (residence.abort() && isDone(stopped, residence.stopLimit()));
        if (!done) {
            LOG.warn("{} does not come back from its own code; its thread is left to itself", name());
            member.abandon();
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
        Reason why = reasonFor(loss.kind());
        synchronized (this) {
            if (state == ModuleState.ACTIVATION) {
                // Its start fails by that, or has just succeeded and finds this.
                lossWhileStarting = loss;
            }
            if (state != ModuleState.ACTIVATED) {
                return;
            }
            error = loss.text();
            enter(ModuleState.DEACTIVATION, why);
        }
        executor.execute(() -> afterLoss(why, loss));
    }

    private void afterLoss(Reason why, HostLoss loss) {
        LOG.error("{} is down ({}): {}", name(), why.label(), loss.text());
        destroy(Duration.ZERO);
        move(ModuleState.DEACTIVATION, ModuleState.DEACTIVATED, why);
        if (residence.comesBack()) {
            LOG.info("{} waits for its host to come back", name());
            activateAsHostsCome(Reason.AUTOMATIC);
        }
    }

    @Override
    public void logged(LogLine line) {
        hostLog.add(name(), line);
    }

    /** Changes the state, if it is what it must be for that. {@return whether it was} */
    private synchronized boolean move(ModuleState from, ModuleState next, Reason why) {
        if (state != from) {
            return false;
        }
        enter(next, why);
        return true;
    }

    /** Under the lock. */
    private void enter(ModuleState next, Reason why) {
        state = next;
        reason = why;
        since = Instant.now();
        notifyAll();
    }

    private synchronized Reason reason() {
        return reason;
    }

    ModuleStatus status() {
        // May wait a moment for what a host prints, so not under the lock.
        String hint = residence.diagnose();
        synchronized (this) {
            return status(state == ModuleState.ACTIVATION ? hint : "");
        }
    }

    private ModuleStatus status(String hint) {
        boolean alive = state != ModuleState.DEACTIVATED;
        String told = error == null ? (hint.isEmpty() ? null : hint) : error + (hint.isEmpty() ? "" : "; " + hint);
        return new ModuleStatus(
                name(),
                config.className(),
                state,
                reason,
                since,
                StartMode.ACTIVATED,
                null,
                null,
                told,
                residence.activation(),
                config.host(),
                alive ? residence.pid() : OptionalLong.empty(),
                residence.isHere(),
                restarts,
                null,
                null,
                alive ? residence.busyFor(member.busyFor()) : Duration.ZERO,
                member.unrouted(),
                member.refused(),
                residence.turnedAway());
    }
}
