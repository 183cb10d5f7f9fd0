package dev.bulkhead.benchmarks.load;

import dev.bulkhead.api.Message;
import java.nio.ByteBuffer;

/** One message of the load, in the forms that the systems take. All of one load are of the same size. */
public final class Parcel {
    public static final String KIND = "kind";
    public static final String UNIT = "unit";
    /** Where the stamp stands in the content: when the message should have been sent, by {@code System.nanoTime()}, or its number. */
    static final int STAMP_AT = 4;

    private static final String[] KINDS = {"load", "temp", "flow", "volt"};
    private static final String[] UNITS = {"pct", "mib", "kpa", "rpm"};

    private final String kind;
    private final String unit;
    private final byte[] content;
    private final Message message;

    private Parcel(String kind, String unit, byte[] content, Message message) {
        this.kind = kind;
        this.unit = unit;
        this.content = content;
        this.message = message;
    }

    static Parcel of(int index, byte[] content) {
        ByteBuffer.wrap(content).putInt(0, index);
        Message message = Message.builder()
                .property(KIND, kind(index))
                .property(UNIT, unit(index))
                .content(content)
                .build();
        return new Parcel(kind(index), unit(index), content, message);
    }

    static String kind(int index) {
        return KINDS[index & 3];
    }

    static String unit(int index) {
        return UNITS[index >> 2 & 3];
    }

    /** {@return the value of the property {@value #KIND}} */
    public String kind() {
        return kind;
    }

    /** {@return the value of the property {@value #UNIT}} */
    public String unit() {
        return unit;
    }

    /** {@return the bytes: an index of 4 bytes, a stamp of 8 bytes, filling; not to be changed} */
    public byte[] content() {
        return content;
    }

    /** {@return all of it as Bulkhead has it} */
    public Message message() {
        return message;
    }
}
