package dev.bulkhead.wire.zmq;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import zmq.Options;
import zmq.io.net.Address;
import zmq.io.net.SelectorProviderChooser;

/**
 * Knows the connections that sockets of this process make over loopback, and so tells them from those of other users. Each takes its
 * port before it connects, and nobody else can come from there while it is open. Thread-safe.
 */
final class OwnConnections implements SelectorProviderChooser, Predicate<SocketAddress> {
    private final List<SocketChannel> open = new ArrayList<>();

    /** On JeroMQ's thread, before it connects. */
    @Override
    public SelectorProvider choose(Address.IZAddress target, Options options) {
        return target.address() instanceof InetSocketAddress inet
                        && inet.getAddress() != null
                        && inet.getAddress().isLoopbackAddress()
                ? new KnownChannels(inet, this::add)
                : SelectorProvider.provider();
    }

    private synchronized void add(SocketChannel channel) {
        open.removeIf(each -> !each.isOpen());
        open.add(channel);
    }

    /** {@return whether a connection that comes from this address is one of them} */
    @Override
    public synchronized boolean test(SocketAddress address) {
        return open.stream().anyMatch(channel -> address.equals(addressOf(channel)));
    }

    private static Object addressOf(SocketChannel channel) {
        try {
            SocketAddress address = channel.getLocalAddress();
            return address == null ? "not bound" : address;
        } catch (IOException e) {
            return "closed";
        }
    }
}
