package dev.bulkhead.wire.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PacketPropertiesTest {
    @Property
    void shouldRefuseRandomBytesInAnOrderlyWay(@ForAll byte[] bytes) {
        assertReadOrRefused(bytes);
    }

    /** Random bytes seldom are a packet of a known type, so here the headers are right. */
    @Property(tries = 5000)
    void shouldRefuseRandomDataOfPacketsInAnOrderlyWay(@ForAll("packets") byte[] bytes) {
        assertReadOrRefused(bytes);
    }

    @Property
    void shouldReadEveryHelloBackAsItWasWritten(
            @ForAll("texts") String token, @ForAll("texts") String module, @ForAll long pid) throws ProtocolException {
        Hello hello = new Hello(1, 0, token, module, "url", pid, "software");
        PacketWriter writer = new PacketWriter();
        hello.write(writer);

        assertThat(Hello.read(new PacketReader(writer.toBytes()).expect(PacketType.HELLO)))
                .isEqualTo(hello);
    }

    private static void assertReadOrRefused(byte[] bytes) {
        try {
            AnyPacket.readAll(bytes);
        } catch (ProtocolException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange('\0', '\uD7FF').ofMaxLength(20);
    }

    @Provide
    Arbitrary<byte[]> packets() {
        Arbitrary<Byte> small = Arbitraries.of((byte) 0, (byte) 0, (byte) 0, (byte) 1, (byte) 2, (byte) 0xC3);
        return small.array(byte[].class)
                .ofMaxSize(40)
                .flatMap(data -> Arbitraries.of(PacketType.class).map(type -> packet(type, data)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(PacketPropertiesTest::joined);
    }

    private static byte[] packet(PacketType type, byte[] data) {
        PacketWriter writer = new PacketWriter();
        writer.begin(type);
        for (byte b : data) {
            writer.u8(b);
        }
        writer.end();
        return writer.toBytes();
    }

    private static byte[] joined(List<byte[]> packets) {
        PacketWriter writer = new PacketWriter();
        packets.forEach(packet -> {
            for (byte b : packet) {
                writer.u8(b);
            }
        });
        return writer.toBytes();
    }
}
