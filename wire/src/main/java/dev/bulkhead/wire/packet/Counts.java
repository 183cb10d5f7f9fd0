package dev.bulkhead.wire.packet;

import dev.bulkhead.broker.DropReason;
import dev.bulkhead.broker.LedgerSnapshot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counts of links inside a host.
 *
 * @param generation the number of the set of links, as in LINKS
 * @param order a number that grows from one count to the next in this host, whichever session tells it
 * @param links the counts, since the generation began
 */
public record Counts(long generation, long order, List<OfLink> links) {

    /**
     * The counts of one link.
     *
     * @param index its place among the links inside, in LINKS; from 0
     * @param ledger its counts
     */
    public record OfLink(int index, LedgerSnapshot ledger) {}

    public Counts {
        links = List.copyOf(links);
    }

    public void write(PacketWriter writer) {
        writer.begin(PacketType.COUNTS).u64(generation).u64(order).u32(links.size());
        links.forEach(link -> write(link, writer));
        writer.end();
    }

    private static void write(OfLink link, PacketWriter writer) {
        LedgerSnapshot ledger = link.ledger();
        writer.u32(link.index())
                .u64(ledger.published())
                .u64(ledger.delivered())
                .u64(ledger.queued())
                .u64(ledger.inFlight())
                .u32(ledger.dropped().size());
        new TreeMap<>(ledger.dropped())
                .forEach((reason, messages) -> writer.u8(reason.ordinal() + 1).u64(messages));
    }

    /** Reads the data of the present packet. */
    public static Counts read(PacketReader reader) throws ProtocolException {
        long generation = reader.u64();
        long order = reader.u64();
        List<OfLink> links = new ArrayList<>();
        for (int left = reader.u31(); left > 0; left--) {
            links.add(link(reader));
        }
        reader.requireEnd();
        return new Counts(generation, order, links);
    }

    private static OfLink link(PacketReader reader) throws ProtocolException {
        int index = reader.u31();
        long published = reader.u63();
        long delivered = reader.u63();
        long queued = reader.u63();
        long inFlight = reader.u63();
        Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        for (int left = reader.u31(); left > 0; left--) {
            DropReason reason = reason(reader.u8());
            dropped.put(reason, reader.u63());
        }
        return new OfLink(index, new LedgerSnapshot(published, delivered, queued, inFlight, dropped));
    }

    private static DropReason reason(int number) throws ProtocolException {
        if (number < 1 || number > DropReason.values().length) {
            throw new ProtocolException(ErrorCode.BAD_PACKET, "there is no reason " + number + " for a drop");
        }
        return DropReason.values()[number - 1];
    }
}
