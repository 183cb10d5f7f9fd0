package dev.bulkhead.host;

import dev.bulkhead.host.log.HostLogging;
import dev.bulkhead.wire.zmq.Endpoints;

/**
 * What the modules of this process have in common.
 *
 * @param logging where their log goes
 * @param endpoints makes their sockets
 * @param neighbourhood where they meet
 */
record Surroundings(HostLogging logging, Endpoints endpoints, Neighbourhood neighbourhood) {}
