package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Messages that tests can tell apart. */
final class Messages {
    private Messages() {}

    static Message text(String text) {
        return Message.of(Map.of(), text);
    }

    static Message number(int number) {
        return text(Integer.toString(number));
    }

    static int number(Message message) {
        return Integer.parseInt(message.text());
    }

    /** {@return the messages with the numbers from 1 to {@code last}} */
    static Stream<Message> upTo(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(Messages::number);
    }

    /** {@return a message that takes this many bytes as a frame} */
    static Message ofSize(int bytes) {
        return Message.of(Map.of(), new byte[bytes - 14]);
    }
}
