package dev.bulkhead.wire.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulkhead.wire.Hex;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.Processed;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.session.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptTest {
    private final PacketWriter reply = new PacketWriter();

    @Test
    void shouldSayInOneNumberThatAllWentWell() throws ProtocolException {
        Receipt receipt = new Receipt(2, new Processed(9, List.of()));
        receipt.write(reply);

        assertThat(Hex.digits(reply.toBytes())).isEqualTo(Hex.digits("2100 0000000c 00000002 0000000000000009"));
        assertThat(Receipt.read(new PacketReader(reply.toBytes()), Role.HOST)).isEqualTo(receipt);
    }

    @Test
    void shouldNameWhatCameToNothingAndStopBeforeItWhereItCannotBeNamed() throws ProtocolException {
        Receipt receipt = new Receipt(2, new Processed(9, List.of(6L, 8L)));
        receipt.write(reply);

        assertThat(Hex.digits(reply.toBytes()))
                .isEqualTo(Hex.digits("2100 0000000c 00000002 0000000000000005"
                        + "2200 0000001c 0000000000000009 00000002 0000000000000006 0000000000000008"));
        assertThat(Receipt.read(new PacketReader(reply.toBytes()), Role.HOST)).isEqualTo(receipt);
    }

    @Test
    void shouldNotLetAHostNameFailuresInAReply() {
        new Receipt(0, new Processed(1, List.of(1L))).write(reply);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Receipt.read(new PacketReader(reply.toBytes()), Role.GATEWAY))
                .withMessage("a PROCESSED does not go into a reply behind what is there already");
    }
}
