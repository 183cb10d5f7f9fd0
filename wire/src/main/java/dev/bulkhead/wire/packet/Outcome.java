package dev.bulkhead.wire.packet;

/**
 * How a call of the module went: the data of CREATED, RESTORED, STARTED, SUSPENDED, RESUMED and DESTROYED.
 *
 * @param succeeded whether it returned
 * @param flags what else is known of the module, in CREATED only: a sum of the constants here
 * @param text the module's own words when it did not succeed, else empty
 */
public record Outcome(boolean succeeded, int flags, String text) {
    /** There is not even an object: no such class, or its constructor threw. */
    public static final int NOT_INSTANTIATED = 1;
    /** The module can be suspended and resumed. */
    public static final int SUSPENDABLE = 2;
    /** The module's state can be saved and restored. */
    public static final int STATEFUL = 4;

    private static final int KNOWN = NOT_INSTANTIATED | SUSPENDABLE | STATEFUL;

    /** The call returned. */
    public static final Outcome SUCCESS = new Outcome(true, 0, "");

    /** {@return the outcome of a call that threw} */
    public static Outcome failure(String text) {
        return new Outcome(false, 0, text);
    }

    /** {@return whether there is not even an object} */
    public boolean notInstantiated() {
        return has(NOT_INSTANTIATED);
    }

    /** {@return whether this flag is set} */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    public void write(PacketType type, PacketWriter writer) {
        writer.begin(type, flags).u8(succeeded ? 1 : 0).text(text).end();
    }

    /** Reads the data of the present packet. */
    public static Outcome read(PacketReader reader) throws ProtocolException {
        Outcome outcome = new Outcome(reader.u8() == 1, reader.flags() & KNOWN, reader.text());
        reader.requireEnd();
        return outcome;
    }
}
