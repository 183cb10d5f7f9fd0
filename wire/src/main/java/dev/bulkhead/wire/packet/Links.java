package dev.bulkhead.wire.packet;

import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Overflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which links stay inside a host, and what else the module of this session publishes that anybody wants.
 *
 * @param generation the number of this set of links; another number means that all counts begin anew
 * @param inside the links between modules of the host, the same for each of its modules in one generation
 * @param outside what the gateway's own links from this module match; a message that none of these and none of the links inside
 *     matches goes to the gateway all the same, to be counted
 */
public record Links(long generation, List<LinkSpec> inside, List<Map<String, String>> outside) {

    public Links {
        inside = List.copyOf(inside);
        outside = outside.stream().map(Map::copyOf).toList();
    }

    public void write(PacketWriter writer) {
        writer.begin(PacketType.LINKS).u64(generation).u32(inside.size());
        inside.forEach(link -> write(link, writer));
        writer.u32(outside.size());
        outside.forEach(match -> write(match, writer));
        writer.end();
    }

    private static void write(LinkSpec link, PacketWriter writer) {
        writer.text(link.source()).text(link.sink());
        write(link.match(), writer);
        writer.u8(link.overflow().ordinal())
                .u32(link.capacity())
                .u64(link.capacityBytes())
                .u64(link.blockFor().toMillis());
    }

    /** In the order of the keys, so that the same links are always the same bytes. */
    private static void write(Map<String, String> match, PacketWriter writer) {
        writer.u32(match.size());
        new TreeMap<>(match).forEach((key, glob) -> writer.text(key).text(glob));
    }

    /** Reads the data of the present packet. */
    public static Links read(PacketReader reader) throws ProtocolException {
        long generation = reader.u64();
        List<LinkSpec> inside = new ArrayList<>();
        for (int left = reader.u31(); left > 0; left--) {
            inside.add(link(reader));
        }
        List<Map<String, String>> outside = new ArrayList<>();
        for (int left = reader.u31(); left > 0; left--) {
            outside.add(match(reader));
        }
        reader.requireEnd();
        return new Links(generation, inside, outside);
    }

    private static LinkSpec link(PacketReader reader) throws ProtocolException {
        String source = reader.text();
        String sink = reader.text();
        Map<String, String> match = match(reader);
        Overflow overflow = overflow(reader.u8());
        int capacity = reader.u31();
        long capacityBytes = reader.u63();
        Duration blockFor = Duration.ofMillis(reader.u63());
        try {
            return new LinkSpec(source, sink, match, overflow, capacity, capacityBytes, blockFor);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(
                    ErrorCode.BAD_PACKET, "the link " + source + " to " + sink + ": " + e.getMessage());
        }
    }

    private static Map<String, String> match(PacketReader reader) throws ProtocolException {
        Map<String, String> match = new HashMap<>();
        for (int left = reader.u31(); left > 0; left--) {
            String key = reader.text();
            match.put(key, reader.text());
        }
        return match;
    }

    private static Overflow overflow(int number) throws ProtocolException {
        // No link inside a host has a place for dead letters.
        if (number >= Overflow.values().length || number == Overflow.DEAD_LETTER.ordinal()) {
            throw new ProtocolException(ErrorCode.BAD_PACKET, "there is no overflow " + number);
        }
        return Overflow.values()[number];
    }
}
