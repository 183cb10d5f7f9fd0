package dev.bulkhead.systemtests.chaos;

import dev.bulkhead.systemtests.chaos.fault.FaultKind;
import java.time.Duration;

/**
 * A round that is over.
 *
 * @param target whom the fault hit, and for how long
 * @param recovery how long it took from the end of the fault until every module ran and every lane brought new messages
 */
record Round(FaultKind kind, String target, Duration recovery) {}
