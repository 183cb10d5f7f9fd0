package dev.bulkhead.systemtests.chaos.module;

import dev.bulkhead.api.Message;
import java.util.Arrays;
import java.util.Random;

/** A message whose bytes follow from its lane and number, so that a sink can tell whether they are right. */
final class Numbered {
    static final String LANE = "lane";
    static final String NUMBER = "number";

    private static final int LARGEST = 1500;

    private Numbered() {}

    static Message message(String lane, long number) {
        return Message.builder()
                .property(LANE, lane)
                .property(NUMBER, Long.toString(number))
                .content(content(lane, number))
                .build();
    }

    static boolean isIntact(Message message, String lane, long number) {
        return Arrays.equals(message.content(), content(lane, number));
    }

    private static byte[] content(String lane, long number) {
        Random random = new Random(lane.hashCode() * 31L + number);
        byte[] bytes = new byte[random.nextInt(LARGEST)];
        random.nextBytes(bytes);
        return bytes;
    }
}
