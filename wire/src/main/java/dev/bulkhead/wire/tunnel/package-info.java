/**
 * A way between a gateway and a host that share no network, only a folder: TCP connections on the loopback of either side, carried
 * over Unix domain sockets in that folder.
 */
@NullMarked
package dev.bulkhead.wire.tunnel;

import org.jspecify.annotations.NullMarked;
