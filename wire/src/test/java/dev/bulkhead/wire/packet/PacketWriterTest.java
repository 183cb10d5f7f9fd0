package dev.bulkhead.wire.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.Failure;
import dev.bulkhead.broker.Work;
import dev.bulkhead.wire.Hex;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PacketWriterTest {
    private final PacketWriter writer = new PacketWriter();

    @ParameterizedTest
    @CsvSource({
        "HELLO, 01",
        "WELCOME, 02",
        "REQUEST, 03",
        "REPLY, 04",
        "ERROR, 05",
        "PENDING, 06",
        "CREATE, 10",
        "CREATED, 11",
        "START, 12",
        "STARTED, 13",
        "DESTROY, 14",
        "DESTROYED, 15",
        "MESSAGE, 20",
        "ACCEPTED, 21",
        "PROCESSED, 22",
        "HEARTBEAT, 30",
        "LOG, 31",
    })
    void shouldBeginEveryPacketWithItsTypeFlagsAndLength(PacketType type, String code) {
        writer.begin(type, 0x80).end();

        assertWritten(code + "80 00000000");
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveEveryTypeANumberOfItsOwn(PacketType type) throws ProtocolException {
        assertThat(PacketType.of(type.code())).isSameAs(type);
    }

    @Test
    void shouldWriteHello() {
        new Hello(1, 2, "s3", "grün", "tcp://h:1", 4242, "x").write(writer);

        assertWritten("0100 0000002d 0001 0002 00000002 7333 00000005 6772c3bc6e 00000009 7463703a2f2f683a31"
                + "0000000000001092 00000001 78");
    }

    @Test
    void shouldWriteWelcome() {
        new Welcome(0xfedc_ba98_7654_3210L, 1, 0, 1000, 5000, 0x10_0000).write(writer);

        assertWritten("0200 00000018 fedcba9876543210 0001 0000 000003e8 00001388 00100000");
    }

    @Test
    void shouldWriteRequestAndReply() {
        writer.begin(PacketType.REQUEST).u64(5).u64(6).end();
        writer.begin(PacketType.REPLY).u64(5).u64(6).end();

        assertWritten(
                "0300 00000010 0000000000000005 0000000000000006" + "0400 00000010 0000000000000005 0000000000000006");
    }

    @Test
    void shouldWriteHeartbeat() {
        new Heartbeat(1500, 0x1_0000_0000L, null).write(writer);

        assertWritten("3000 00000010 00000000000005dc 0000000100000000");
    }

    @Test
    void shouldWriteHeartbeatThatSaysWhatTheModuleHasDone() {
        new Heartbeat(1500, 1, new Work(2, 3)).write(writer);

        assertWritten("3001 00000020 00000000000005dc 0000000000000001 0000000000000002 0000000000000003");
    }

    @Test
    void shouldWriteFailed() {
        new Failed(9, new Failure("no", "at a.B")).write(writer);

        assertWritten("2300 00000018 0000000000000009 00000002 6e6f 00000006 617420612e42");
    }

    @Test
    void shouldWriteLogLine() {
        new LogLine(40, 1_700_000_000_000L, "a.B", "ü").write(writer);

        assertWritten("3100 00000016 28 0000018bcfe56800 00000003 612e42 00000002 c3bc");
    }

    @Test
    void shouldWriteProcessed() {
        new Processed(9, List.of(3L, 7L)).write(writer);

        assertWritten("2200 0000001c 0000000000000009 00000002 0000000000000003 0000000000000007");
    }

    @Test
    void shouldWriteOutcomes() {
        Outcome.SUCCESS.write(PacketType.STARTED, writer);
        Outcome.failure("no").write(PacketType.CREATED, writer);
        new Outcome(false, Outcome.NOT_INSTANTIATED, "").write(PacketType.CREATED, writer);

        assertWritten("1300 00000005 01 00000000" + "1100 00000007 00 00000002 6e6f" + "1101 00000005 00 00000000");
    }

    @Test
    void shouldWriteAMessageAsItsFrame() {
        writer.message(Message.of(Map.of("k", "v"), "3"));

        assertWritten("2000 00000013 a160 00000013 00000001 6b00 7600 00000001 33");
    }

    @Test
    void shouldWriteNumbersBigEndian() {
        writer.u8(0xab).u16(0xabcd).u32(0xabcdef01).u64(0x0123_4567_89ab_cdefL);

        assertWritten("ab abcd abcdef01 0123456789abcdef");
    }

    @Test
    void shouldGrowAsMuchAsIsNeeded() {
        Message large = Message.of(Map.of(), new byte[1_000_000]);

        writer.message(large);
        writer.message(large);

        assertThat(writer.size()).isEqualTo(2 * (6 + 14 + 1_000_000));
        assertThat(Hex.digits(writer.toBytes()).substring(2 * (6 + 14 + 1_000_000)))
                .startsWith("2000000f424e" + "a160000f424e");
    }

    @Test
    void shouldLeaveRoomToBeFilledLater() {
        writer.u8(1);
        writer.skip(1000);
        writer.u8(3);

        writer.buffer()[1000] = 2;

        assertThat(Hex.digits(writer.toBytes()))
                .startsWith("01")
                .endsWith("0203")
                .hasSize(2 * 1002);
    }

    @Test
    void shouldCopyWhatWasWritten() {
        writer.u8(1);
        PacketWriter copy = writer.copy();

        writer.clear(1000);
        writer.u8(2);
        copy.u8(3);

        assertThat(Hex.digits(copy.toBytes())).isEqualTo("0103");
        assertWritten("02");
    }

    @Test
    void shouldShowWhatWasWrittenWithoutACopy() {
        writer.u16(0x0102);

        assertThat(writer.toBuffer().array()).isSameAs(writer.buffer());
        assertThat(writer.toBuffer().remaining()).isEqualTo(2);
    }

    @Test
    void shouldForgetWhatWasWrittenAndShrink() {
        writer.message(Message.of(Map.of(), new byte[5000]));

        writer.clear(1000);

        assertWritten("");
        assertThat(writer.buffer()).hasSize(1000);
    }

    @Test
    void shouldNotShrinkABufferThatMayBeKept() {
        byte[] buffer = writer.buffer();

        writer.clear(buffer.length);

        assertThat(writer.buffer()).isSameAs(buffer);
    }

    private void assertWritten(String hex) {
        assertThat(Hex.digits(writer.toBytes())).isEqualTo(Hex.digits(hex));
    }
}
