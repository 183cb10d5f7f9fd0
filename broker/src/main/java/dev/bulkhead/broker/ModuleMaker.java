package dev.bulkhead.broker;

import dev.bulkhead.api.Module;

/** Makes a module for one life of a member. */
@FunctionalInterface
public interface ModuleMaker {
    /**
     * {@return a new module} On the module's thread.
     *
     * @throws Exception if that is not possible; the life is over then
     */
    Module make() throws Exception;

    /** The life is over, and nothing of the module is called any more. On the module's thread, also if {@link #make} failed. */
    default void over() {}
}
