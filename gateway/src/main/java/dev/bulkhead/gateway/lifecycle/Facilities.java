package dev.bulkhead.gateway.lifecycle;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * What the modules of a gateway share.
 *
 * @param residences makes what they live in
 * @param threads lends threads for what may take long
 * @param hostLog takes what they log in hosts
 * @param timer for what is done later
 * @param random between 0 and 1
 * @param conditions which hold
 * @param postMortems keeps what is known of one that went down
 * @param states the folder for the states of hibernated ones
 * @param changes hears of every change of a state; returns at once
 */
record Facilities(
        Residences residences,
        Executor threads,
        HostLog hostLog,
        Timer timer,
        DoubleSupplier random,
        ConditionBoard conditions,
        PostMortems postMortems,
        Path states,
        Consumer<StateChange> changes) {}
