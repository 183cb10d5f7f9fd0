package dev.bulkhead.gateway.change;

import dev.bulkhead.broker.LinkSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a link.
 *
 * @param before as it was; null if it is added
 * @param after as it will be; null if it is removed
 * @param changed of a changed one, which keys differ
 */
public record LinkChange(
        Kind kind, @Nullable LinkSpec before, @Nullable LinkSpec after, List<String> changed) {

    public LinkChange {
        changed = List.copyOf(changed);
    }

    /** {@return the link as it will be, or as it was if it is removed} */
    public LinkSpec link() {
        LinkSpec link = after == null ? before : after;
        if (link == null) {
            throw new IllegalStateException("a change of no link");
        }
        return link;
    }
}
