package dev.bulkhead.proxy;

import dev.bulkhead.wire.packet.LogLine;

/** Hears what happens to the host of a module that is up. */
public interface HostListener {
    /** The host is gone, and the module with it. Called once at most, on any thread; the module is still to be stopped. */
    void hostLost(HostLoss loss);

    /** A log line came from the host. Called on the server's thread. */
    void logged(LogLine line);
}
