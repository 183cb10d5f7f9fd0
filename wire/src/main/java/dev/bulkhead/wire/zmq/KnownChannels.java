package dev.bulkhead.wire.zmq;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.function.Consumer;

/** Opens channels as the system's provider does, and makes each known with the port that it will connect from. */
final class KnownChannels extends SelectorProvider {
    private static final SelectorProvider SYSTEM = SelectorProvider.provider();

    private final InetSocketAddress target;
    private final Consumer<SocketChannel> known;

    KnownChannels(InetSocketAddress target, Consumer<SocketChannel> known) {
        this.target = target;
        this.known = known;
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        SocketChannel channel = SYSTEM.openSocketChannel();
        try {
            // Without SO_REUSEADDR, so that no other socket of this machine can have the port too.
            known.accept(channel.bind(new InetSocketAddress(target.getAddress(), 0)));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        return SYSTEM.openDatagramChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        return SYSTEM.openDatagramChannel(family);
    }

    @Override
    public Pipe openPipe() throws IOException {
        return SYSTEM.openPipe();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        return SYSTEM.openSelector();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        return SYSTEM.openServerSocketChannel();
    }
}
