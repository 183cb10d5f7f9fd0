/** The sockets. The only package that knows ZeroMQ. */
@NullMarked
package dev.bulkhead.wire.zmq;

import org.jspecify.annotations.NullMarked;
