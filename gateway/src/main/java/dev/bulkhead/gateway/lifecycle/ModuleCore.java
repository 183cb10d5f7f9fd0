package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.Member;
import dev.bulkhead.gateway.config.Condition;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.proxy.HostListener;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What all that happens to a module is about: where it stands, its configuration, what it lives in. Its lock guards all of it, and
 * every change of the state is one step under that lock; its owner does what takes time, one thing after the other.
 */
final class ModuleCore {
    private final Member member;
    private final Facilities facilities;
    private final HostListener listener;
    private final Owner owner;
    private final Standing standing;
    private Edition edition;
    /** The edition that is to take the place of the other, or had it before; null unless the module is swapped. */
    private @Nullable Edition other;
    /** Whether it is not settled yet which of them stays. */
    private boolean onTrial;

    private boolean busy;
    private Hold hold = Hold.FREE;
    private long life;

    ModuleCore(ModuleConfig config, Member member, Facilities facilities, HostListener listener) {
        this.member = member;
        this.facilities = facilities;
        this.listener = listener;
        owner = new Owner(facilities.threads());
        standing = new Standing(config.name(), facilities.timer(), facilities.changes());
        edition = new Edition(this, listener, config, false);
    }

    String name() {
        return member.name();
    }

    Member member() {
        return member;
    }

    Facilities facilities() {
        return facilities;
    }

    Owner owner() {
        return owner;
    }

    /** {@return where the module stands; only under the lock} */
    Standing standing() {
        return standing;
    }

    synchronized Edition edition() {
        return edition;
    }

    synchronized ModuleConfig config() {
        return edition.config();
    }

    synchronized void config(ModuleConfig next) {
        edition.config(next);
    }

    synchronized Residence residence() {
        return edition.residence();
    }

    synchronized ModuleCalls calls() {
        return edition.calls();
    }

    /** Lets the module live where another configuration says, from its next activation on. */
    synchronized void move(ModuleConfig next) {
        edition = new Edition(this, listener, next, false);
    }

    /** {@return another edition, which can be brought up beside the present one} */
    synchronized Edition editionBeside(ModuleConfig next) {
        Edition beside = new Edition(this, listener, next, !edition.isSecond());
        other = beside;
        return beside;
    }

    /** Lets the two editions change places. */
    synchronized void changePlaces(Edition next) {
        other = edition;
        edition = next;
    }

    /**
     * Begins the time in which it is not settled which edition stays, and nothing that happens to either is the module's, unless the
     * module does not run any more.
     *
     * @return whether it does
     */
    synchronized boolean beginTrial() {
        onTrial = standing.is(ModuleState.ACTIVATED) && !isEnding();
        return onTrial;
    }

    /** Lets the present edition stay. */
    void settle() {
        Edition stays;
        synchronized (this) {
            onTrial = false;
            other = null;
            stays = edition;
        }
        stays.tellLoss();
    }

    synchronized boolean isOnTrial() {
        return onTrial;
    }

    synchronized boolean isPresent(Edition which) {
        return which.equals(edition);
    }

    /**
     * Makes a call that is under way return soon: of the edition that comes, if there is one, as the other still has messages. While they
     * change places, which takes no time, neither.
     *
     * @return whether that is possible
     */
    boolean abort() {
        Edition called;
        synchronized (this) {
            if (onTrial) {
                return false;
            }
            called = other == null ? edition : other;
        }
        return called.calls().abort();
    }

    /** {@return whether the owner is in the middle of something that the state does not show} */
    synchronized boolean isBusy() {
        return busy;
    }

    synchronized void busy(boolean is) {
        busy = is;
        notifyAll();
    }

    /** {@return whether what is under way is to end, and nothing may begin} */
    synchronized boolean isEnding() {
        return hold.ends();
    }

    /** {@return whether operators, conditions, restarts and messages may begin something} */
    synchronized boolean isFree() {
        return hold == Hold.FREE;
    }

    /** Says who may begin something from now on. When the gateway stops, that is nobody for good. */
    synchronized void hold(Hold next) {
        if (hold != Hold.STOPPING) {
            hold = next;
        }
    }

    /** {@return why the module goes down, where everything ends} */
    synchronized Reason stopReason() {
        return hold == Hold.STOPPING ? Reason.SHUTDOWN : Reason.REQUESTED;
    }

    /** {@return what to tell whose attempt came to its end by that} */
    synchronized RefusedException ended() {
        return refusal(
                ControlError.ILLEGAL_STATE,
                hold == Hold.STOPPING ? Turns.STOPS : "its configuration is being changed, so that has ended");
    }

    /** Refuses what an operator wants, if it is not for him to begin something. */
    synchronized void requireFree() throws RefusedException {
        if (hold == Hold.STOPPING) {
            throw refusal(ControlError.ILLEGAL_STATE, Turns.STOPS);
        }
        if (hold != Hold.FREE) {
            throw refusal(ControlError.IN_PROGRESS, "its configuration is being changed");
        }
    }

    /** Begins another life. {@return its number} */
    synchronized long beginLife() {
        return ++life;
    }

    /** {@return the number of the present life, or of the last one} */
    synchronized long life() {
        return life;
    }

    /** {@return whether this life is in that state, and no other has begun} */
    synchronized boolean isIn(ModuleState state, long ofLife) {
        return life == ofLife && standing.is(state);
    }

    synchronized void enter(ModuleState next, Reason why) {
        boolean wakes = standing.is(ModuleState.HIBERNATED) && next == ModuleState.ACTIVATION;
        // A message wakes it, so whoever has more of them may wait for that.
        member.expected(wakes || next == ModuleState.HIBERNATED);
        standing.enter(next, why);
        notifyAll();
    }

    /** Changes the state, if it is what it must be for that. {@return whether it was} */
    synchronized boolean move(ModuleState from, ModuleState next, Reason why) {
        if (!standing.is(from)) {
            return false;
        }
        enter(next, why);
        return true;
    }

    /** {@return the conditions that do not hold, for people; empty if all do} */
    synchronized String missing() {
        return facilities.conditions().missing(config().lifecycle().preconditions()).stream()
                .map(Condition::text)
                .collect(Collectors.joining(", "));
    }

    RefusedException refusal(ControlError error, String text) {
        return new RefusedException(error, name() + ": " + text);
    }

    /** {@return whether that came to hold, under the lock, within the limit} */
    synchronized boolean awaitThat(BooleanSupplier condition, Duration limit) {
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
}
