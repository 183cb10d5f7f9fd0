package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A link as it was asked for, and which of its sources and messages it is about.
 *
 * @param filter what a message must fulfil beside the match; null where that is nothing
 * @param confirmed whether publishers wait until their messages are settled; null where they never do
 */
record AskedLink(
        LinkSpec spec,
        Predicate<String> sources,
        @Nullable Predicate<Message> filter,
        @Nullable BooleanSupplier confirmed) {

    AskedLink(LinkSpec spec, Predicate<String> sources) {
        this(spec, sources, null, null);
    }

    boolean startsAt(String module) {
        return spec.startsAt(module) && sources.test(module);
    }

    boolean touches(String module) {
        return spec.source().equals(module) || spec.sink().equals(module);
    }

    /** {@return the same with another specification} */
    AskedLink with(LinkSpec other) {
        return new AskedLink(other, sources, filter, confirmed);
    }

    /** {@return a link from one of the sources; with new counts if those given are null} */
    Link connect(String source, Member sink, @Nullable Ledger counts, DurableLinks durables) {
        Link link = new Link(spec, source, sink::wake, filter, counts, durables);
        if (confirmed != null) {
            link.confirmWhile(confirmed);
        }
        return link;
    }
}
