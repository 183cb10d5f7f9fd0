package dev.bulkhead.systemtests.chaos;

import dev.bulkhead.api.PublishResult;
import dev.bulkhead.systemtests.chaos.account.Circumstances;
import dev.bulkhead.systemtests.chaos.account.Counts;
import dev.bulkhead.systemtests.chaos.account.Finding;
import dev.bulkhead.systemtests.chaos.account.LaneBook;
import dev.bulkhead.systemtests.chaos.account.Tally;
import dev.bulkhead.systemtests.chaos.fault.FaultKind;
import dev.bulkhead.systemtests.chaos.world.Lane;
import dev.bulkhead.systemtests.chaos.world.World;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The accounts of all lanes, which are settled from journals and ledgers when everything is at rest. */
final class Books {
    private final World world;
    private final Map<Lane, LaneBook> lanes = new LinkedHashMap<>();
    private final Map<Lane, Counts> knownBefore = new HashMap<>();
    private final Map<Lane, Integer> livesBefore = new HashMap<>();
    private int gatewaysLostBefore;

    Books(World world) {
        this.world = world;
        for (Lane lane : world.layout().lanes()) {
            lanes.put(lane, new LaneBook(lane.name(), lane.kind().isDurable(), Set.of()));
        }
    }

    /** Notes what is there before the first round. */
    void begin() throws IOException {
        for (Lane lane : lanes.keySet()) {
            livesBefore.put(lane, world.journals().sourceLives(lane));
        }
    }

    /** Settles a round. */
    void settle(FaultKind kind) throws IOException, InterruptedException {
        Map<String, Counts> ledgers = world.ledgers();
        boolean gatewayLost = world.gatewaysLost() > gatewaysLostBefore;
        gatewaysLostBefore = world.gatewaysLost();
        boolean logCut = kind.damagesStore() && world.bytesCut() > 0;
        for (Map.Entry<Lane, LaneBook> entry : lanes.entrySet()) {
            Lane lane = entry.getKey();
            read(lane, entry.getValue());
            Counts now = ledgers.getOrDefault(lane.name(), Counts.NONE);
            Counts known = world.sinceTheBeginning(lane, now);
            Counts grown = known.minus(knownBefore.getOrDefault(lane, Counts.NONE));
            knownBefore.put(lane, known);
            boolean sourceLost = isNewLife(lane) && !kind.isOrderly();
            entry.getValue()
                    .settle(now, grown, new Circumstances(gatewayLost, sourceLost, kind.damagesStore(), logCut));
        }
    }

    private boolean isNewLife(Lane lane) throws IOException {
        int lives = world.journals().sourceLives(lane);
        return livesBefore.put(lane, lives) != lives;
    }

    private void read(Lane lane, LaneBook book) throws IOException {
        world.journals()
                .readPublished(
                        lane,
                        (life, words) -> book.published(Integer.parseInt(words[0]), PublishResult.valueOf(words[1])));
        world.journals().readReceived(lane, (life, words) -> {
            List<String> marks = Arrays.asList(words);
            book.received(Integer.parseInt(words[0]), life, marks.contains("again"), marks.contains("damaged"));
        });
    }

    /** {@return what became of the messages of some lanes in a round} */
    Tally tally(int round, Predicate<Lane> which) {
        Tally sum = Tally.NONE;
        for (Map.Entry<Lane, LaneBook> entry : lanes.entrySet()) {
            if (which.test(entry.getKey())) {
                sum = sum.plus(entry.getValue().tally(round));
            }
        }
        return sum;
    }

    List<Finding> findings() {
        return lanes.values().stream().flatMap(book -> book.findings().stream()).toList();
    }
}
