package dev.bulkhead.gateway.change;

import dev.bulkhead.broker.LinkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Tells which links come, go and change. A link is the same one as long as its ends are, and if possible its match. */
public final class LinkChanges {
    private static final List<BiPredicate<LinkSpec, LinkSpec>> ALIKE = List.of(
            LinkSpec::equals,
            (one, other) -> sameEnds(one, other) && one.match().equals(other.match()),
            LinkChanges::sameEnds);

    private LinkChanges() {}

    private static boolean sameEnds(LinkSpec one, LinkSpec other) {
        return one.source().equals(other.source()) && one.sink().equals(other.sink());
    }

    /** {@return what is to be done: first the links that go, then those that change, then those that come} */
    public static List<LinkChange> between(List<LinkSpec> before, List<LinkSpec> after) {
        List<LinkSpec> going = new ArrayList<>(before);
        List<LinkSpec> coming = new ArrayList<>(after);
        List<LinkChange> changed = new ArrayList<>();
        for (BiPredicate<LinkSpec, LinkSpec> alike : ALIKE) {
            for (LinkSpec next : List.copyOf(coming)) {
                LinkSpec old = first(going, next, alike);
                if (old != null) {
                    going.remove(old);
                    coming.remove(next);
                    if (!old.equals(next)) {
                        changed.add(new LinkChange(Kind.CHANGED, old, next, Differences.between(old, next)));
                    }
                }
            }
        }
        List<LinkChange> changes = new ArrayList<>();
        going.forEach(old -> changes.add(new LinkChange(Kind.REMOVED, old, null, List.of())));
        changes.addAll(changed);
        coming.forEach(next -> changes.add(new LinkChange(Kind.ADDED, null, next, List.of())));
        return changes;
    }

    private static @Nullable LinkSpec first(
            List<LinkSpec> among, LinkSpec wanted, BiPredicate<LinkSpec, LinkSpec> alike) {
        return among.stream()
                .filter(link -> alike.test(link, wanted))
                .findFirst()
                .orElse(null);
    }
}
