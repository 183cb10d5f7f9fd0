package dev.bulkhead.wire.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulkhead.broker.Failure;
import dev.bulkhead.broker.Work;
import dev.bulkhead.wire.Hex;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PacketDataTest {
    /** Reads the data of a packet. */
    interface DataReader<T> {
        T read(PacketReader reader) throws ProtocolException;
    }

    static Stream<Arguments> packets() {
        return Stream.of(
                packet(new Hello(1, 2, "s3", "grün", "tcp://h:1", 4242, "x"), Hello::write, Hello::read),
                packet(new Hello(65_535, 0, "", "", "", -1, ""), Hello::write, Hello::read),
                packet(new Welcome(-1, 1, 0, 1000, 5000, Integer.MAX_VALUE), Welcome::write, Welcome::read),
                packet(new Heartbeat(1500, Long.MAX_VALUE, null), Heartbeat::write, Heartbeat::read),
                packet(new Heartbeat(0, 1, new Work(2, Long.MAX_VALUE)), Heartbeat::write, Heartbeat::read),
                packet(new Failed(7, new Failure("stuck", "at a.B")), Failed::write, Failed::read),
                packet(new Failed(-1, new Failure("", "")), Failed::write, Failed::read),
                packet(new LogLine(40, 1_700_000_000_000L, "a.B", "ü\n🙂"), LogLine::write, LogLine::read),
                packet(new Processed(0, List.of()), Processed::write, Processed::read),
                packet(new Processed(9, List.of(3L, 7L)), Processed::write, Processed::read),
                packet(Outcome.SUCCESS, PacketDataTest::created, Outcome::read),
                packet(Outcome.failure("no"), PacketDataTest::created, Outcome::read),
                packet(new Outcome(false, Outcome.NOT_INSTANTIATED, "none"), PacketDataTest::created, Outcome::read),
                packet(
                        new Outcome(true, Outcome.SUSPENDABLE | Outcome.STATEFUL, ""),
                        PacketDataTest::created,
                        Outcome::read),
                packet(new Condition("ready", true), Condition::write, Condition::read),
                packet(new Condition("grün", false), Condition::write, Condition::read));
    }

    /** Writes the data of a packet. */
    interface DataWriter<T> {
        void write(T data, PacketWriter writer);
    }

    private static <T> Arguments packet(T data, DataWriter<T> write, DataReader<T> read) {
        Consumer<PacketWriter> writing = writer -> write.write(data, writer);
        return Arguments.of(data, writing, read);
    }

    private static void created(Outcome outcome, PacketWriter writer) {
        outcome.write(PacketType.CREATED, writer);
    }

    @ParameterizedTest
    @MethodSource("packets")
    void shouldReadEveryPacketBackAsItWasWritten(Object data, Consumer<PacketWriter> write, DataReader<?> read)
            throws ProtocolException {
        assertThat(read.read(opened(written(write)))).isEqualTo(data);
    }

    @ParameterizedTest
    @MethodSource("packets")
    void shouldRefuseAPacketWithOneByteTooMany(Object data, Consumer<PacketWriter> write, DataReader<?> read)
            throws ProtocolException {
        PacketReader reader = opened(withDataOf(written(write), 1));

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read.read(reader))
                .returns(ErrorCode.BAD_PACKET, ProtocolException::code);
    }

    @ParameterizedTest
    @MethodSource("packets")
    void shouldRefuseAPacketThatEndsTooEarlyAnywhere(Object data, Consumer<PacketWriter> write, DataReader<?> read)
            throws ProtocolException {
        byte[] whole = written(write);
        for (int missing = 1; missing <= whole.length - PacketWriter.HEADER; missing++) {
            PacketReader reader = opened(withDataOf(whole, -missing));

            assertThatExceptionOfType(ProtocolException.class)
                    .as("%s without its last %d bytes", data, missing)
                    .isThrownBy(() -> read.read(reader))
                    .returns(ErrorCode.BAD_PACKET, ProtocolException::code);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0000000000000009 00000001                   | PROCESSED counts 1 failures of 8 bytes each in 0 bytes
        0000000000000009 00000000 0000000000000003  | PROCESSED counts 0 failures of 8 bytes each in 8 bytes
        0000000000000009 7fffffff 0000000000000003  | PROCESSED counts 2147483647 failures of 8 bytes each in 8 bytes
        0000000000000009 ffffffff                   | at offset 18: the number 4294967295 is too large
        """)
    void shouldRefuseFailuresThatAreNotAllThere(String data, String text) throws ProtocolException {
        byte[] bytes = Hex.bytes(data);
        PacketReader reader = opened(Hex.bytes(String.format("2200 %08x", bytes.length) + data));

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Processed.read(reader))
                .withMessage(text);
    }

    @Test
    void shouldReadASavedStateBackAsItWasWritten() throws ProtocolException {
        Saved saved = Saved.read(opened(written(Saved.of(new byte[] {1, 0, -1})::write)));
        Saved failed = Saved.read(opened(written(Saved.failure("no")::write)));

        assertThat(saved.succeeded()).isTrue();
        assertThat(saved.text()).isEmpty();
        assertThat(saved.state()).containsExactly(1, 0, -1);
        assertThat(failed.succeeded()).isFalse();
        assertThat(failed.text()).isEqualTo("no");
        assertThat(failed.state()).isEmpty();
    }

    @Test
    void shouldIgnoreFlagsThatALaterMinorVersionMayGiveAMeaning() throws ProtocolException {
        assertThat(Outcome.read(opened(Hex.bytes("11f8 00000005 01 00000000")))).isEqualTo(Outcome.SUCCESS);
        assertThat(Heartbeat.read(opened(Hex.bytes("30fe 00000010 0000000000000001 0000000000000002"))))
                .isEqualTo(new Heartbeat(1, 2, null));
    }

    @Test
    void shouldRefuseAFailureThatIsLongerThanAnybodyKeeps() {
        PacketWriter writer = new PacketWriter();
        writer.begin(PacketType.FAILURE)
                .u64(1)
                .text("x".repeat(Failure.LONGEST_CAUSE + 1))
                .text("")
                .end();

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Failed.read(opened(writer.toBytes())))
                .withMessage("at offset 18: the text has 1025 bytes, at most 1024 are allowed")
                .returns(ErrorCode.BAD_PACKET, ProtocolException::code);
    }

    @Test
    void shouldNotShowTheTokenOfAHello() {
        assertThat(new Hello(1, 2, "s3cret", "cpu", "tcp://h:1", 4242, "x 1.0"))
                .hasToString("Hello[cpu, protocol 1.2, x 1.0, pid 4242, tcp://h:1]");
    }

    private static byte[] written(Consumer<PacketWriter> write) {
        PacketWriter writer = new PacketWriter();
        write.accept(writer);
        return writer.toBytes();
    }

    private static byte[] withDataOf(byte[] packet, int moreBytes) {
        PacketWriter writer = new PacketWriter();
        int length = packet.length - PacketWriter.HEADER + moreBytes;
        writer.u8(packet[0]).u8(packet[1]).u32(length);
        for (int i = 0; i < length; i++) {
            int at = PacketWriter.HEADER + i;
            writer.u8(at < packet.length ? packet[at] : 0);
        }
        return writer.toBytes();
    }

    private static PacketReader opened(byte[] packet) throws ProtocolException {
        PacketReader reader = new PacketReader(packet);
        reader.next();
        return reader;
    }
}
