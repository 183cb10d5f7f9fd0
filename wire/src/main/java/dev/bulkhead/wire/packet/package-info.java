/** Packets: the units of the protocol between a gateway and a module host, to and from bytes. */
@NullMarked
package dev.bulkhead.wire.packet;

import org.jspecify.annotations.NullMarked;
