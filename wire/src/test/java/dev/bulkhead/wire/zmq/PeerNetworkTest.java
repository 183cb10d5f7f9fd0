package dev.bulkhead.wire.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false",
        "2001:db8::1, 2001:db8::ffff:2, true",
        "2001:db8::1, 2001:db8:0:1::1, false"
    })
    void shouldCountTheAddressesOfOnePeerAsOne(String one, String other, boolean same) throws IOException {
        assertThat(PeerNetwork.of(InetAddress.getByName(one)).equals(PeerNetwork.of(InetAddress.getByName(other))))
                .isEqualTo(same);
    }
}
