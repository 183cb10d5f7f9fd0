package dev.bulkhead.benchmarks.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says what was lost in a run that is at rest: by the ledgers, and by what the sinks have seen. */
final class Audit {
    private final SoakConfiguration configuration;
    private final Path folder;

    /**
     * Prepares an audit.
     *
     * @param folder where the auditors wrote what they have seen
     */
    Audit(SoakConfiguration configuration, Path folder) {
        this.configuration = configuration;
        this.folder = folder;
    }

    /** {@return what is wrong; empty if all is well} */
    List<String> faults(List<LinkCounts> links) throws IOException {
        List<String> faults = new ArrayList<>();
        for (LinkCounts link : links) {
            if (link.imbalance() != 0) {
                faults.add("the ledger of " + link.name() + " does not balance, by " + link.imbalance());
            }
            if (link.waiting() != 0) {
                faults.add(link.waiting() + " messages still wait in " + link.name());
            }
            if (!configuration.mayLose(link) && !link.lostNothing()) {
                faults.add(link.name() + " lost messages: " + link.dropped() + ", " + link.deadLettered()
                        + " dead-lettered, " + link.expired() + " expired");
            }
        }
        long published = links.get(0).published();
        for (String sink : SoakConfiguration.EXACT) {
            Seen seen = Seen.read(folder, sink);
            if (!seen.equals(new Seen(published, published, 0, 0))) {
                faults.add(sink + " should have seen " + published + " numbers once each; it saw " + seen);
            }
        }
        if (configuration.durable()) {
            Seen kept = Seen.read(folder, SoakConfiguration.KEPT);
            if (kept.next() != published || kept.missing() != 0) {
                faults.add(SoakConfiguration.KEPT + " should have seen " + published + " numbers at least once; it saw "
                        + kept);
            }
        }
        return faults;
    }

    /** {@return how many numbers came more than once through the durable links; 0 if there are none} */
    long repeated() throws IOException {
        return configuration.durable()
                ? Seen.read(folder, SoakConfiguration.KEPT).repeated()
                : 0;
    }

    /** What an auditor saw: the next number it expects, and how many it received, how many of them are missing or came again. */
    private record Seen(long next, long received, long missing, long repeated) {
        static Seen read(Path folder, String auditor) throws IOException {
            String[] numbers =
                    Files.readString(folder.resolve(auditor + ".audit")).split(" ", -1);
            return new Seen(
                    Long.parseLong(numbers[0]),
                    Long.parseLong(numbers[1]),
                    Long.parseLong(numbers[2]),
                    Long.parseLong(numbers[3]));
        }
    }
}
