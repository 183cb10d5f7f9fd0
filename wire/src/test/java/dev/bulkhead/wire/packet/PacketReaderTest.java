package dev.bulkhead.wire.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulkhead.api.Message;
import dev.bulkhead.wire.Hex;
import dev.bulkhead.wire.message.FrameDecoder;
import java.nio.ByteBuffer;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketReaderTest {
    @Test
    void shouldReadPacketsOneAfterTheOther() throws ProtocolException {
        PacketReader reader = reader("1200 00000000" + "1401 00000004 000003e8");

        assertThat(reader.hasNext()).isTrue();
        assertThat(reader.next()).isEqualTo(PacketType.START);
        assertThat(reader.flags()).isZero();
        assertThat(reader.next()).isEqualTo(PacketType.DESTROY);
        assertThat(reader.flags()).isEqualTo(1);
        assertThat(reader.left()).isEqualTo(4);
        assertThat(reader.u31()).isEqualTo(1000);
        assertThat(reader.hasNext()).isFalse();
    }

    @Test
    void shouldReadNumbersBigEndianAndWithoutSign() throws ProtocolException {
        PacketReader reader = reader("0300 0000000f ff fffe 7fffffff fedcba9876543210");
        reader.next();

        assertThat(reader.u8()).isEqualTo(255);
        assertThat(reader.u16()).isEqualTo(65_534);
        assertThat(reader.u31()).isEqualTo(Integer.MAX_VALUE);
        assertThat(reader.u64()).isEqualTo(0xfedc_ba98_7654_3210L);
    }

    @Test
    void shouldReadTexts() throws ProtocolException {
        PacketReader reader = reader("1000 0000000e 00000000 00000006 c3bce282ac33");
        reader.next();

        assertThat(reader.text()).isEmpty();
        assertThat(reader.text()).isEqualTo("ü€3");
        reader.requireEnd();
    }

    @Test
    void shouldReadAMessageFromItsFrame() throws ProtocolException {
        PacketReader reader = reader("2000 00000013 a160 00000013 00000001 6b00 7600 00000001 33" + "1200 00000000");
        reader.next();

        assertThat(reader.message(new FrameDecoder())).isEqualTo(Message.of(Map.of("k", "v"), "3"));
        assertThat(reader.next()).isEqualTo(PacketType.START);
    }

    @Test
    void shouldPassOverTheDataOfAPacket() throws ProtocolException {
        PacketReader reader = reader("1400 00000004 000003e8" + "1200 00000000");
        reader.next();
        reader.skip();

        assertThat(reader.next()).isEqualTo(PacketType.START);
    }

    @Test
    void shouldHaveNothingToReadInNoBytes() throws ProtocolException {
        assertThat(reader("").hasNext()).isFalse();
        PacketReader.requireWellFormed(ByteBuffer.wrap(new byte[0]));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        12                                  | BAD_PACKET   | at offset 0: a packet header has 6 bytes, 1 are left
        1200000000                          | BAD_PACKET   | at offset 0: a packet header has 6 bytes, 5 are left
        1200 00000000 12                    | BAD_PACKET   | at offset 6: a packet header has 6 bytes, 1 are left
        1200 00000001                       | BAD_PACKET   | at offset 0: the packet has 1 bytes of data, but 0 are left
        1400 00000004 000003                | BAD_PACKET   | at offset 0: the packet has 4 bytes of data, but 3 are left
        1200 00000000 1200 ffffffff         | BAD_PACKET   | at offset 6: the packet has 4294967295 bytes of data, but 0 are left
        1200 80000000                       | BAD_PACKET   | at offset 0: the packet has 2147483648 bytes of data, but 0 are left
        0000 00000000                       | UNKNOWN_TYPE | there is no packet type 0x00
        ff00 00000001 00                    | UNKNOWN_TYPE | there is no packet type 0xff
        1200 00000000 2400 00000000         | UNKNOWN_TYPE | there is no packet type 0x24
        """)
    void shouldRefuseWhatAreNoPackets(String hex, ErrorCode code, String text) {
        assertRefused(() -> PacketReader.requireWellFormed(ByteBuffer.wrap(Hex.bytes(hex))), code, text);
    }

    @Test
    void shouldRefuseToGoOnWhenAPacketHasMoreThanWasRead() throws ProtocolException {
        PacketReader reader = reader("1400 00000006 000003e8 abcd" + "1200 00000000");
        reader.next();
        reader.u31();

        assertBadPacket(reader::next, "at offset 10: the packet DESTROY has 2 bytes too many");
    }

    @Test
    void shouldRefuseToReadBeyondThePacket() throws ProtocolException {
        PacketReader reader = reader("1400 00000003 0003e8" + "1200 00000000");
        reader.next();

        assertBadPacket(reader::u31, "at offset 6: the packet DESTROY ends 1 bytes too early");
        assertBadPacket(reader::u64, "at offset 6: the packet DESTROY ends 5 bytes too early");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80000000", "ffffffff"})
    void shouldRefuseANumberThatIsTooLarge(String hex) throws ProtocolException {
        PacketReader reader = reader("1400 00000004" + hex);
        reader.next();

        assertBadPacket(reader::u31, "at offset 10: the number " + Long.parseLong(hex, 16) + " is too large");
    }

    @Test
    void shouldRefuseATextThatIsLongerThanItsPacket() throws ProtocolException {
        PacketReader reader = reader("1000 00000005 7fffffff 61");
        reader.next();

        assertBadPacket(reader::text, "at offset 10: the packet CREATE ends 2147483646 bytes too early");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c328", "c080", "ff61"})
    void shouldRefuseATextThatIsNotUtf8(String hex) throws ProtocolException {
        PacketReader reader = reader("1000 00000006 00000002" + hex);
        reader.next();

        assertBadPacket(reader::text, "at offset 12: the text at offset 10 is not UTF-8");
    }

    @Test
    void shouldRefuseAMalformedFrameWithThePlaceOfBoth() throws ProtocolException {
        PacketReader reader = reader("1200 00000000" + "2000 0000000f a160 0000000e 00000000 00000000 00");
        reader.next();
        reader.next();

        assertBadPacket(
                () -> reader.message(new FrameDecoder()),
                "the frame at offset 12 is malformed: at offset 2: the frame says that it has 14 bytes, but it has 15");
    }

    @Test
    void shouldRefuseAnotherPacketThanTheExpectedOne() {
        assertRefused(
                () -> reader("1200 00000000").expect(PacketType.REQUEST),
                ErrorCode.BAD_STATE,
                "expected REQUEST, not START");
    }

    @Test
    void shouldRefuseNothingInPlaceOfTheExpectedPacket() {
        assertBadPacket(() -> reader("").expect(PacketType.REQUEST), "at offset 0: REQUEST is missing");
    }

    private static PacketReader reader(String hex) {
        return new PacketReader(Hex.bytes(hex));
    }

    private static void assertBadPacket(ThrowingCallable call, String text) {
        assertRefused(call, ErrorCode.BAD_PACKET, text);
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code, String text) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(call)
                .withMessage(text)
                .returns(code, ProtocolException::code);
    }
}
