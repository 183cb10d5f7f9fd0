package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.RestartPolicy;

/** What a module was when a change took hold of it, and so is to be again afterwards. */
enum Past {
    DOWN,
    UNAVAILABLE,
    /** It runs, or will when its conditions hold, or is to be restarted. */
    UP,
    SUSPENDED,
    HIBERNATED;

    static Past of(Standing standing, RestartPolicy restart) {
        return switch (standing.state()) {
            case UNAVAILABLE -> UNAVAILABLE;
            case HIBERNATED -> HIBERNATED;
            case ACTIVATED -> standing.isSuspended() ? SUSPENDED : UP;
            case ACTIVATION, PRECONDITION -> UP;
            case DEACTIVATED -> standing.restartsAt() == null ? DOWN : UP;
            case DEACTIVATION -> comesBack(standing.reason(), restart) ? UP : DOWN;
            case DESTROYED -> DOWN;
        };
    }

    private static boolean comesBack(Reason whyDown, RestartPolicy restart) {
        return whyDown == Reason.CONDITIONS || (whyDown != Reason.REQUESTED && restart != RestartPolicy.NEVER);
    }
}
