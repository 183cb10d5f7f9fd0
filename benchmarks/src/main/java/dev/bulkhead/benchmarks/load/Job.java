package dev.bulkhead.benchmarks.load;

import java.util.List;

/**
 * What a publisher and a receiver are to do in one run.
 *
 * @param desk the port of 127.0.0.1 at which whoever runs the benchmark can be reached
 * @param size the bytes of each message's content; at least {@value #SMALLEST}
 * @param perSecond how many messages to publish in a second; 0 for as many as possible
 * @param warmUpMillis how long messages flow before the measuring begins
 * @param measureMillis how long it lasts
 * @param inFlight how many messages the publisher has under way that are not confirmed; each message then bears its number. 0 where
 *     nobody confirms
 */
public record Job(int desk, int size, int perSecond, int warmUpMillis, int measureMillis, int inFlight) {
    /** Room for an index and a time. */
    public static final int SMALLEST = 12;

    public Job {
        if (size < SMALLEST) {
            throw new IllegalArgumentException("the size is " + size + ", the least is " + SMALLEST);
        }
    }

    /** {@return whether messages are sent at a given rate, and the receiver notes how long each took} */
    public boolean paced() {
        return perSecond > 0;
    }

    /** {@return whether each message bears its number, and is confirmed} */
    public boolean confirmed() {
        return inFlight > 0;
    }

    /** {@return this as arguments of a command} */
    public List<String> asArguments() {
        return List.of(
                String.valueOf(desk),
                String.valueOf(size),
                String.valueOf(perSecond),
                String.valueOf(warmUpMillis),
                String.valueOf(measureMillis),
                String.valueOf(inFlight));
    }

    /** {@return what {@link #asArguments} gave} */
    public static Job parse(List<String> arguments) {
        int[] numbers = arguments.stream().mapToInt(Integer::parseInt).toArray();
        return new Job(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }
}
