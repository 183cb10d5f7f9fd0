package dev.bulkhead.systemtests.chaos.world;

import java.nio.file.Path;
import java.util.List;

/**
 * What is tried.
 *
 * @param root the folder that has the launcher
 * @param folder where everything of this run is
 * @param places where modules run; the first one is linked with all others
 * @param kinds the kinds of links
 * @param perSecond about how many messages a second each lane gets
 */
public record Settings(Path root, Path folder, List<Place> places, List<LinkKind> kinds, int perSecond) {
    public Settings {
        places = List.copyOf(places);
        kinds = List.copyOf(kinds);
    }

    Path launcher() {
        return root.resolve("bulkhead");
    }

    public boolean anyDurable() {
        return kinds.stream().anyMatch(LinkKind::isDurable);
    }
}
