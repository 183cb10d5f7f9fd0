package dev.bulkhead.wire.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulkhead.api.Message;
import java.util.Arrays;

class FrameDecoderFuzzTest {
    @FuzzTest
    void shouldRefuseBytesOrWriteThemAgain(byte[] bytes) {
        Message message;
        try {
            message = FrameDecoder.decode(bytes);
        } catch (MalformedFrameException e) {
            return;
        }
        if (!Arrays.equals(FrameEncoder.encode(message), bytes)) {
            throw new AssertionError("the frame of " + message + " is not the one that was read");
        }
    }
}
