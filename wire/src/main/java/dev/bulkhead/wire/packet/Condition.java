package dev.bulkhead.wire.packet;

/**
 * What a module says of one of its conditions.
 *
 * @param name the condition, without the module's name
 * @param holds whether it holds from now on
 */
public record Condition(String name, boolean holds) {

    public void write(PacketWriter writer) {
        writer.begin(PacketType.CONDITION).u8(holds ? 1 : 0).text(name).end();
    }

    /** Reads the data of the present packet. */
    public static Condition read(PacketReader reader) throws ProtocolException {
        boolean holds = reader.u8() == 1;
        Condition condition = new Condition(reader.text(), holds);
        reader.requireEnd();
        return condition;
    }
}
