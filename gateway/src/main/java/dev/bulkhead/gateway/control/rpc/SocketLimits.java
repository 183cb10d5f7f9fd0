package dev.bulkhead.gateway.control.rpc;

import java.time.Duration;

/**
 * What one WebSocket may take.
 *
 * @param message the longest message from a client, in bytes
 * @param outbox how many characters may wait for a client
 * @param idle after how long without a sign of life it is closed
 */
public record SocketLimits(int message, int outbox, Duration idle) {}
