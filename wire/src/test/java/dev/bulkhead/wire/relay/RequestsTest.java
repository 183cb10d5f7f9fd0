package dev.bulkhead.wire.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.zmq.Endpoints;
import dev.bulkhead.wire.zmq.RequestChannel;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestsTest {
    /** More than one request's worth. */
    private static final int ONE_REQUEST_AND_MORE = 1400;

    /** Found when the memory of a request was used again although the socket of the aborted session still held it. */
    @Test
    void shouldTakeARequestBackFromItsSocketBeforeItsMemoryIsUsedAgain() {
        try (Endpoints endpoints = new Endpoints(RelayFixture.MAX_MESSAGE);
                RequestChannel channel = endpoints.connect("tcp://127.0.0.1:1");
                RelayFixture listener = new RelayFixture(Role.HOST, endpoints.connect("tcp://127.0.0.1:1"))) {
            Session session = new Session(Role.GATEWAY, RelayFixture.EPOCH, listener);
            Requests requests = new Requests(session, channel);
            add(requests, ONE_REQUEST_AND_MORE);
            assertThat(channel.mayStillRead()).as("nobody has given it up").isFalse();

            session.abort();
            add(requests, ONE_REQUEST_AND_MORE);

            assertThat(channel.mayStillRead()).as("its socket was closed").isTrue();
        }
    }

    private static void add(Requests requests, int count) {
        Message message = Message.of(Map.of(), " ".repeat(900));
        for (int i = 0; i < count; i++) {
            requests.add(message);
        }
    }
}
