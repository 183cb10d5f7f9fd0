package dev.bulkhead.gateway.lifecycle;

/**
 * A module has come to a state, or is found in it by somebody who begins to listen.
 *
 * @param module the module's name
 * @param state the state, as events have it: {@code Activated}, {@code Suspended}, {@code Resumed} …
 * @param reason why
 */
public record StateChange(String module, String state, Reason reason) {}
