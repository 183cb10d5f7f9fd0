/**
 * JSON-RPC 2.0: {@code JsonRpc} takes requests apart and puts answers together, {@code Methods} says what there is to call, and
 * {@code RpcSocket} is one WebSocket, with the events that it has asked for.
 */
@NullMarked
package dev.bulkhead.gateway.control.rpc;

import org.jspecify.annotations.NullMarked;
