package dev.bulkhead.gateway.lifecycle;

/**
 * A module has come to a state, or is found in it by somebody who begins to listen.
 *
 * @param module the module's name
 * @param state the state, as events have it: {@code Activated}, {@code Suspended}, {@code Resumed} …
 * @param reason why
 */
public record StateChange(String module, String state, Reason reason) {
    private static final String SUSPENDED = "Suspended";
    private static final String RESUMED = "Resumed";

    /** {@return the change of a module that runs, and rests now or goes on} */
    static StateChange ofRest(String module, boolean suspended, Reason reason) {
        return new StateChange(module, suspended ? SUSPENDED : RESUMED, reason);
    }

    /** {@return whether the module is activated, be it suspended or not} */
    boolean isActivated() {
        return state.equals(ModuleState.ACTIVATED.title()) || state.equals(SUSPENDED) || state.equals(RESUMED);
    }
}
