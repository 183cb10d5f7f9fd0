package dev.bulkhead.gateway.change;

import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Overflow;
import dev.bulkhead.broker.store.Durability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Writes a link as it stands in a configuration, without what goes without saying. */
final class LinkText {
    private LinkText() {}

    static String json(LinkSpec link) {
        LinkSpec usual = LinkSpec.between(link.source(), link.sink());
        List<String> members = new ArrayList<>();
        members.add(member("source", link.source()));
        members.add(member("sink", link.sink()));
        if (!link.match().isEmpty()) {
            List<String> globs = new ArrayList<>();
            new TreeMap<>(link.match()).forEach((key, glob) -> globs.add(member(key, glob)));
            members.add("\"match\": { " + String.join(", ", globs) + " }");
        }
        if (link.overflow() != usual.overflow()) {
            members.add(member(
                    "overflow", link.overflow().name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        if (link.capacity() != usual.capacity()) {
            members.add("\"capacity\": " + link.capacity());
        }
        if (link.capacityBytes() != usual.capacityBytes()) {
            members.add(member("capacityBytes", bytes(link.capacityBytes())));
        }
        if (link.overflow() == Overflow.BLOCK && !link.blockFor().equals(usual.blockFor())) {
            members.add(member("blockFor", time(link.blockFor())));
        }
        link.durable().ifPresent(durability -> members.add("\"durable\": " + durable(durability)));
        return "{ " + String.join(", ", members) + " }";
    }

    private static String durable(Durability terms) {
        Durability usual = Durability.DEFAULT;
        List<String> members = new ArrayList<>();
        if (terms.sync() != usual.sync()) {
            members.add(member("sync", terms.sync().label()));
        }
        if (terms.sync() == Durability.Sync.INTERVAL && !terms.syncEvery().equals(usual.syncEvery())) {
            members.add(member("syncEvery", time(terms.syncEvery())));
        }
        if (terms.maxBytes() != usual.maxBytes()) {
            members.add(member("maxBytes", bytes(terms.maxBytes())));
        }
        terms.maxAge().ifPresent(age -> members.add(member("maxAge", time(age))));
        if (terms.attempts() != usual.attempts()) {
            members.add("\"attempts\": " + terms.attempts());
        }
        if (!terms.backOff().equals(usual.backOff())) {
            members.add(member("backOff", time(terms.backOff())));
        }
        if (!terms.maxBackOff().equals(usual.maxBackOff())) {
            members.add(member("maxBackOff", time(terms.maxBackOff())));
        }
        if (terms.strictOrder()) {
            members.add(member("order", "strict"));
        }
        if (terms.drainRate() > 0) {
            members.add("\"drainRate\": " + terms.drainRate());
        }
        return members.isEmpty() ? "true" : "{ " + String.join(", ", members) + " }";
    }

    private static String member(String key, String value) {
        return ArgsText.quoted(key) + ": " + ArgsText.literal(value);
    }

    private static String bytes(long bytes) {
        return bytes % 1024 == 0 ? bytes / 1024 + "KiB" : bytes + "B";
    }

    private static String time(Duration time) {
        return time.toMillis() + "ms";
    }
}
