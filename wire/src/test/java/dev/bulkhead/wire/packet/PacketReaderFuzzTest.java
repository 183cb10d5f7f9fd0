package dev.bulkhead.wire.packet;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PacketReaderFuzzTest {
    @FuzzTest
    void shouldReadARequestOrRefuseIt(byte[] bytes) {
        try {
            AnyPacket.readAll(bytes);
        } catch (ProtocolException e) {
            if (String.valueOf(e.getMessage()).isEmpty()) {
                throw new AssertionError("the refusal has no text", e);
            }
        }
    }
}
