package dev.bulkhead.wire.relay;

import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;

/** What the owner of a {@link Relay} does with all that is no message. */
public interface RelayListener {
    /**
     * Takes a packet that the present state allows. Called on the server's thread.
     *
     * @param data the packet, to be read to its end
     * @param reply where the answer is written, if there is one
     * @return false if the answer is not known yet: the other side will ask again
     * @throws ProtocolException if the packet is refused
     */
    boolean packet(PacketType type, PacketReader data, PacketWriter reply) throws ProtocolException;

    /** Adds packets to a request that is about to be sent. Called on the module's thread. */
    default void addTo(PacketWriter request) {}

    /** {@return whether {@link #addTo} left something for another request. Called on the module's thread} */
    default boolean hasMore() {
        return false;
    }

    /** The twin has what {@link #addTo} added last. Called on the module's thread. */
    default void added() {}

    /**
     * {@return up to which message of this session all have been processed without a failure}
     *
     * @param accepted how many have been accepted
     */
    long processed(long accepted);

    /**
     * {@return whether the twin is told of its messages only when they are stored where they must be, in place of what
     * {@link #processed} says} On the server's thread.
     */
    default boolean tellsWhatIsStored() {
        return false;
    }

    /** The twin sent a request of this session: a reply is due. On the server's thread. */
    void heard();

    /** The reply is made and will be sent next. On the server's thread. */
    default void replied() {}

    /** The twin answered a request. On the module's thread. */
    default void answered() {}

    /** The session cannot go on. Called once, on either thread. */
    void broken(ProtocolException cause);
}
