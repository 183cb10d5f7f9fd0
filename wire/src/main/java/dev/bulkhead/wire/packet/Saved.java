package dev.bulkhead.wire.packet;

/** How saving went, and the state of the module: the data of SAVED. */
public final class Saved {
    private static final byte[] NOTHING = {};

    private final boolean succeeded;
    private final String text;
    private final byte[] state;

    private Saved(boolean succeeded, String text, byte[] state) {
        this.succeeded = succeeded;
        this.text = text;
        this.state = state;
    }

    /** {@return the reply with this state, which is not copied} */
    public static Saved of(byte[] state) {
        return new Saved(true, "", state);
    }

    /** {@return the reply of a module that could not tell its state} */
    public static Saved failure(String text) {
        return new Saved(false, text, NOTHING);
    }

    /** {@return whether there is a state} */
    public boolean succeeded() {
        return succeeded;
    }

    /** {@return the module's own words when it did not succeed, else empty} */
    public String text() {
        return text;
    }

    /** {@return the state, the caller's own; empty when it did not succeed} */
    public byte[] state() {
        return state;
    }

    public void write(PacketWriter writer) {
        writer.begin(PacketType.SAVED)
                .u8(succeeded ? 1 : 0)
                .text(text)
                .bytes(state)
                .end();
    }

    /** Reads the data of the present packet. */
    public static Saved read(PacketReader reader) throws ProtocolException {
        Saved saved = new Saved(reader.u8() == 1, reader.text(), reader.bytes());
        reader.requireEnd();
        return saved;
    }
}
