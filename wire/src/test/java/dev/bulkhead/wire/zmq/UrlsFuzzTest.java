package dev.bulkhead.wire.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class UrlsFuzzTest {
    private static final Pattern NUMBERS = Pattern.compile("tcp://([0-9.]+|\\[[0-9a-fA-F:]+]):.*", Pattern.DOTALL);

    /** What is taken for loopback is nothing that leads elsewhere: there no keys are asked for. */
    @FuzzTest
    void shouldTakeOnlyLoopbackForLoopback(byte[] bytes) throws UnknownHostException {
        String url = new String(bytes, StandardCharsets.UTF_8);
        boolean remote = Urls.isRemote(url);
        if (Urls.isLoopback(url)) {
            assertThat(Urls.isEveryAddress(url)).isFalse();
            Matcher numbers = NUMBERS.matcher(url);
            if (numbers.matches()) {
                assertThat(InetAddress.getByName(numbers.group(1)).isLoopbackAddress())
                        .isTrue();
            }
        }
        if (remote && url.startsWith("tcp://")) {
            int port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
            assertThat(port).isBetween(1, 65_535);
        }
    }
}
