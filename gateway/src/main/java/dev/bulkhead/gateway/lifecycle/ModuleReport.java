package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.Member;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What there is to say of a module.
 *
 * @param core the module
 */
record ModuleReport(ModuleCore core) {
    /** {@return where the module stands, and what is known of it} */
    ModuleStatus status() {
        // May wait a moment for what a host prints, so not under the lock.
        String hint = core.residence().diagnose();
        synchronized (core) {
            return status(core.standing().is(ModuleState.ACTIVATION) ? hint : "");
        }
    }

    private ModuleStatus status(String hint) {
        Standing standing = core.standing();
        Residence residence = core.residence();
        Member member = core.member();
        boolean alive = standing.is(ModuleState.ACTIVATION)
                || standing.is(ModuleState.ACTIVATED)
                || standing.is(ModuleState.DEACTIVATION);
        String error = standing.error();
        String told = error == null ? (hint.isEmpty() ? null : hint) : error + (hint.isEmpty() ? "" : "; " + hint);
        boolean rests = standing.is(ModuleState.ACTIVATED) && member.roles().suspendable();
        return new ModuleStatus(
                core.name(),
                core.config().className(),
                core.config().type(),
                standing.state(),
                standing.reason(),
                standing.since(),
                core.config().lifecycle().startMode(),
                rests ? !standing.isSuspended() : null,
                standing.is(ModuleState.PRECONDITION) ? core.missing() : null,
                told,
                residence.activation(),
                core.config().host(),
                alive ? residence.pid() : OptionalLong.empty(),
                residence.isHere(),
                standing.restarts(),
                standing.restartsAt(),
                standing.postMortem(),
                alive ? residence.busyFor(member.busyFor()) : Duration.ZERO,
                residence.work(member.work()),
                member.unrouted(),
                member.refused(),
                residence.turnedAway());
    }
}
