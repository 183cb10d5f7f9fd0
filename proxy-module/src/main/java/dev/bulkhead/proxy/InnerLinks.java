package dev.bulkhead.proxy;

import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.Links;
import dev.bulkhead.wire.packet.ProtocolException;
import java.util.Optional;

/** The links that stay inside the host of a module, as far as its proxy has to do with them. Any thread calls. */
public interface InnerLinks {
    /** Of a host without such links. */
    InnerLinks NONE = new InnerLinks() {
        @Override
        public Optional<Links> attached() {
            return Optional.empty();
        }

        /** Does nothing: what was not asked for does not count. */
        @Override
        public void counted(Counts counts) {}

        @Override
        public void left(boolean hostGone) {}
    };

    /** A host has said hello. {@return what it is to be told; empty if no link stays inside} */
    Optional<Links> attached();

    /**
     * The host has counted.
     *
     * @throws ProtocolException if it counts for links that are none of this module
     */
    void counted(Counts counts) throws ProtocolException;

    /**
     * The module has left the host. Called once for each {@link #attached}.
     *
     * @param hostGone whether it left because there is no host any more, as far as known
     */
    void left(boolean hostGone);
}
