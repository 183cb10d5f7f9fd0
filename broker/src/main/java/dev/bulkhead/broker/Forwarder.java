package dev.bulkhead.broker;

import dev.bulkhead.api.Module;

/**
 * A module that hands its messages on and learns later what became of them, as the proxy of a module in another process
 * does. A message that {@code receive} took stays in flight until the {@link ForwarderPort} is told.
 */
public interface Forwarder extends Module {
    /** Called once, before {@code create}, on the module's thread. */
    void attach(ForwarderPort port);

    /**
     * What the module can do that it stands for; a forwarder that claims a role implements it too, and plays it by forwarding. Asked
     * on the module's thread, once {@code create} has returned.
     */
    default Roles roles() {
        return Roles.none("it hands messages on and has no module");
    }
}
