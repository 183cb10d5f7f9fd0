package dev.bulkhead.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.Random;

/** Messages made before the run and published again and again, so that making them costs nobody anything. */
public final class Load {
    private static final int MOST = 1024;
    private static final int MOST_BYTES = 16 << 20;

    private final byte[] filling;
    private final Parcel[] parcels;

    /**
     * Makes the messages.
     *
     * @param size the bytes of the content of each
     */
    public Load(int size) {
        filling = new byte[size];
        new Random(size).nextBytes(filling);
        parcels = new Parcel[count(size)];
        for (int i = 0; i < parcels.length; i++) {
            parcels[i] = stamped(i, 0);
        }
    }

    /** {@return how many different messages there are: 1,024, or fewer where they are large; a power of two} */
    public static int count(int size) {
        return Math.min(MOST, Integer.highestOneBit(MOST_BYTES / size));
    }

    /** {@return how many different messages there are} */
    public int count() {
        return parcels.length;
    }

    /** {@return a new message that bears its number} */
    public Parcel numbered(long number) {
        return stamped(number, number);
    }

    /** {@return the message to publish as number {@code sequence}} */
    public Parcel parcel(long sequence) {
        return parcels[index(sequence)];
    }

    /** {@return which of the different messages has this number} */
    public int index(long sequence) {
        return (int) sequence & parcels.length - 1;
    }

    /** {@return a new message for this number that bears a time} */
    public Parcel stamped(long sequence, long nanoTime) {
        byte[] content = filling.clone();
        ByteBuffer.wrap(content).putLong(Parcel.STAMP_AT, nanoTime);
        return Parcel.of(index(sequence), content);
    }
}
